import { profile } from '../../../src/features/brokers/practice/kite/account.ts';
import { holdings } from '../../../src/features/brokers/practice/kite/holdings.ts';
import { orders, positions, trades } from '../../../src/features/brokers/practice/kite/orders.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import type { Answer } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import type { Handler, Routes } from '../wire/routes.ts';
import { success } from './errors.ts';
import { listInstruments, showHistory, showLtp, showOhlc, showQuotes } from './market.ts';
import { showMargins, showOrder, tradesOfOrder } from './portfolio.ts';
import { endSession, openSession } from './session-endpoint.ts';
import { type SignInMeans, showSignIn, signIn } from './sign-in.ts';

/** What each class of questions may be asked in a second. */
const MOST = { quote: 1, historical: 3, other: 10 } as const;
export type PaceClass = keyof typeof MOST;
export const paceOf = (name: PaceClass) => ({ most: MOST[name], inMs: 1000 });

export interface Settings {
  readonly isOnTheWayCounted: () => boolean;
  readonly filler: number;
}

type Guarded = (name: PaceClass, handler: Handler) => Handler;

export function addresses(world: World, means: SignInMeans, settings: Settings, guarded: Guarded): Routes {
  const asks = (handler: (world: World, question: Question) => Answer, name: PaceClass = 'other') =>
    guarded(name, (question) => handler(world, question));
  const prints = (print: (world: World, at: number) => unknown) =>
    asks((_, { at }) => success(print(world, at)));
  const instruments = guarded('other', (question) => listInstruments(question, settings.filler));
  const reading = () => ({ isOnTheWayCounted: settings.isOnTheWayCounted() });
  return {
    'GET /connect/login': (question) => showSignIn(question, means),
    'POST /connect/login': (question) => signIn(question, means),
    'POST /session/token': (question) => openSession(question, means),
    'DELETE /session/token': (question) => endSession(question, means),
    'GET /user/profile': prints(profile),
    'GET /user/margins': asks(showMargins),
    'GET /user/margins/:segment': asks(showMargins),
    'GET /portfolio/holdings': prints((_, at) => holdings(world, at, reading())),
    'GET /portfolio/positions': prints(positions),
    'GET /orders': prints(orders),
    'GET /orders/:id': asks(showOrder),
    'GET /orders/:id/trades': asks(tradesOfOrder),
    'GET /trades': prints(trades),
    'GET /quote': asks(showQuotes, 'quote'),
    'GET /quote/ohlc': asks(showOhlc, 'quote'),
    'GET /quote/ltp': asks(showLtp, 'quote'),
    'GET /instruments': instruments,
    'GET /instruments/:exchange': instruments,
    'GET /instruments/historical/:token/:interval': asks(showHistory, 'historical'),
  };
}
