import type { Posting } from '../ledger/postings.ts';
import { type Fee, keyOf, type Move } from '../ledger/postings.ts';
import type { Market } from '../market/market.ts';
import { MAIN, type World } from '../world.ts';
import { tradedInstrument, US_DOLLAR } from './instruments.ts';
import { dollars, positionId, stamp } from './spelling.ts';

/** A row that is printed when it is needed; and the moment it is looked up by, which is not always the one it shows. */
export interface VisibleRow {
  readonly postedAt: number;
  readonly type: string;
  readonly symbols: readonly string[];
  readonly print: () => ReturnType<typeof printRow>;
}

/** All of an account that is visible at this time, newest first. */
export function transactionsOf(
  { ledger, market }: World,
  account: string,
  at: number,
): readonly VisibleRow[] {
  const rows: VisibleRow[] = [];
  for (const posting of ledger.rowsAt(at))
    if (posting.account === account) {
      const symbols = posting.moves.map(({ instrument }) => keyOf(instrument));
      const print = () => printRow(market, posting);
      rows.push({ postedAt: posting.bookedAt, type: posting.type, symbols, print });
    }
  return rows.reverse();
}

/** What is not known is not there: no key is null. */
export function printRow(market: Market, posting: Posting) {
  const { id, time, description, account, type, status, orderId, netE4, moves } = posting;
  const [move] = moves;
  return {
    activityId: id,
    time: stamp(time),
    ...(description === null ? {} : { description }),
    accountNumber: account,
    type,
    status,
    subAccount: account === MAIN ? 'MARGIN' : 'CASH',
    tradeDate: stamp(time),
    ...(move === undefined ? {} : { positionId: positionId(account, keyOf(move.instrument)) }),
    ...(orderId === null ? {} : { orderId }),
    netAmount: dollars(netE4),
    transferItems: itemsOf(market, posting),
  };
}

function itemsOf(market: Market, { fees, moves, netE4, time }: Posting): readonly TransferItem[] {
  if (moves.length === 0 && netE4 === 0) return [];
  if (moves.length === 0) return [{ instrument: US_DOLLAR, amount: dollars(netE4), cost: 0, price: 0 }];
  return [...fees.map(printFee), ...moves.map((move) => printMove(market, move, time))];
}

interface TransferItem {
  readonly instrument: object;
  readonly amount: number;
  readonly cost: number;
  readonly price?: number;
  readonly feeType?: string;
  readonly positionEffect?: string;
}

function printFee({ type, amountE4 }: Fee): TransferItem {
  return { instrument: US_DOLLAR, amount: dollars(amountE4), cost: dollars(-amountE4), feeType: type };
}

function printMove(
  market: Market,
  { instrument, quantityE8, priceE6, costE4, effect }: Move,
  time: number,
): TransferItem {
  return {
    instrument: tradedInstrument(market, instrument, time),
    amount: quantityE8 / 1e8,
    cost: dollars(costE4),
    price: priceE6 / 1e6,
    ...(effect === null ? {} : { positionEffect: effect }),
  };
}
