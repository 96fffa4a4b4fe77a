import type { World } from '../../../src/features/brokers/practice/world.ts';
import type { Answer } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import type { Handler, Routes } from '../wire/routes.ts';
import { listAccounts, listNumbers, showAccount, showPreference } from './accounts.ts';
import type { SignedIn } from './grants.ts';
import { listInstruments, listQuotes, showHistory, showInstrument, showQuote } from './prices.ts';
import { type SignInMeans, showSignIn, signIn } from './sign-in.ts';
import { grantTokens } from './token-endpoint.ts';
import { listTransactions, showTransaction } from './transactions.ts';

type Guarded = (handler: (signedIn: SignedIn, question: Question) => Answer) => Handler;
type InWorld = (world: World, signedIn: SignedIn, question: Question) => Answer;

/** For everyone: signing in and the tokens. For who has a token: the rest. */
export function addresses(world: World, means: SignInMeans, guarded: Guarded): Routes {
  const asks = (handler: InWorld) => guarded((signedIn, question) => handler(world, signedIn, question));
  const prices = (handler: (world: World, question: Question) => Answer) =>
    guarded((_, question) => handler(world, question));
  return {
    'GET /v1/oauth/authorize': (question) => showSignIn(question, means),
    'POST /v1/oauth/authorize': (question) => signIn(question, means),
    'POST /v1/oauth/token': (question) => grantTokens(question, means),
    'GET /trader/v1/accounts/accountNumbers': guarded(listNumbers),
    'GET /trader/v1/accounts': asks(listAccounts),
    'GET /trader/v1/accounts/:hash': asks(showAccount),
    'GET /trader/v1/accounts/:hash/transactions': asks(listTransactions),
    'GET /trader/v1/accounts/:hash/transactions/:id': asks(showTransaction),
    'GET /trader/v1/userPreference': guarded(showPreference),
    'GET /marketdata/v1/quotes': prices(listQuotes),
    'GET /marketdata/v1/:symbol/quotes': prices(showQuote),
    'GET /marketdata/v1/pricehistory': prices(showHistory),
    'GET /marketdata/v1/instruments': prices(listInstruments),
    'GET /marketdata/v1/instruments/:cusip': prices(showInstrument),
  };
}
