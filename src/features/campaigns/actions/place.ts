import type { Db } from '../../../db/open.ts';
import { E8, parseScaled } from '../../../lib/decimal.ts';
import { UNIT_E8 } from '../../../model/instrument.ts';
import { done, type Outcome, refused } from '../../../model/outcome.ts';
import { placesOfRow, recordedRows } from '../../transactions/index.ts';
import { findCampaign, findSuggestion } from '../store/campaigns.ts';
import type { Summary } from '../store/columns.ts';
import { findAnswer, type Said } from '../store/decisions.ts';
import { namedTicker } from '../store/named.ts';

/** A decision with the account and the ticker it is of. */
export interface Placed {
  readonly said: Said;
  readonly account: string | null;
  readonly ticker: string;
  /** The rows of the suggestion it answers; null where it names its rows itself. */
  readonly rows: readonly string[] | null;
}

const GONE = refused(
  'gone',
  'What this was about is not there any more: it has been answered, or its rows have changed.',
);
const NO_ROW = refused('no-row', 'There is no such row among yours.');
const ELSEWHERE = refused(
  'not-possible',
  'A campaign is of one ticker in one account, and that one is of another.',
);
const IN_PARTS = refused('not-possible', 'Contracts are moved whole.');
const NOBODYS = refused(
  'nobodys',
  'That row names no ticker, so nothing can be said of it until one is known.',
);
const SEVERAL = refused(
  'several-accounts',
  'Several of your accounts have a row of that id: say which account is meant.',
);

/** Where a decision belongs; what it names must be the person's own. */
export function placeOf(db: Db, userId: string, said: Said): Outcome<Placed> {
  switch (said.kind) {
    case 'accept':
    case 'reject':
      return ofSuggestion(db, userId, said);
    case 'lock':
      return ofCampaign(db, userId, said);
    case 'link':
    case 'unlink':
      return ofRow(db, userId, said, said.closing);
    default:
      return ofRow(db, userId, said, said.transactionId);
  }
}

function ofSuggestion(
  db: Db,
  userId: string,
  said: Extract<Said, { readonly kind: 'accept' | 'reject' }>,
): Outcome<Placed> {
  const asked = findSuggestion(db, userId, said.suggestion);
  const campaign = asked && findCampaign(db, userId, asked.from);
  if (campaign) {
    const rows = asked.pairs.flatMap(({ closing, opening }) => [closing, opening]);
    return done({ said, account: campaign.account, ticker: asked.ticker, rows });
  }
  // The same form a second time, or from a second tab.
  const alike = findAnswer(db, userId, said.kind, said.suggestion);
  return alike === null ? GONE : done({ said, account: null, ticker: alike.ticker, rows: alike.rows });
}

function ofCampaign(db: Db, userId: string, said: Extract<Said, { readonly kind: 'lock' }>): Outcome<Placed> {
  const campaign = findCampaign(db, userId, said.campaign);
  if (campaign === null) return GONE;
  return done({
    said: { ...said, campaign: campaign.id },
    account: campaign.account,
    ticker: campaign.ticker,
    rows: null,
  });
}

type SaidOfRow = Extract<Said, { readonly account?: string }>;

/** Without a word about the account there must be one only that has such a row. */
function ofRow(db: Db, userId: string, said: SaidOfRow, row: string): Outcome<Placed> {
  const places = placesOfRow(db, userId, row).filter(
    ({ account }) => said.account === undefined || said.account === account,
  );
  const [place, ...others] = places;
  if (place === undefined) return NO_ROW;
  if (others.length > 0) return SEVERAL;
  const ticker = place.ticker || namedTicker(db, userId, place.account, row);
  if (ticker === null) return NOBODYS;
  if (said.kind === 'move' && breaksContract(db, userId, said, place.account)) return IN_PARTS;
  if (said.kind === 'move' && isElsewhere(db, userId, said.to, { ticker, account: place.account }))
    return ELSEWHERE;
  return done({ said: { ...said, account: place.account }, account: place.account, ticker, rows: null });
}

type Move = Extract<Said, { readonly kind: 'move' }>;

function breaksContract(db: Db, userId: string, said: Move, account: string): boolean {
  const { quantity = '1', symbol, transactionId } = said;
  if ((parseScaled(quantity, E8) ?? 0) % UNIT_E8 === 0) return false;
  const contracts = recordedRows(db, userId, account, [transactionId]).flatMap(({ row: { instrument } }) =>
    instrument?.kind === 'OPTION' ? [instrument.symbol] : [],
  );
  return symbol === undefined ? contracts.length > 0 : contracts.includes(symbol);
}

function isElsewhere(db: Db, userId: string, to: string, here: Pick<Summary, 'ticker' | 'account'>): boolean {
  const target = to === 'new' ? null : findCampaign(db, userId, to);
  return target !== null && (target.ticker !== here.ticker || target.account !== here.account);
}
