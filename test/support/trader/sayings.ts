import fc from 'fast-check';
import { addDays } from '../../../src/lib/dates.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import type { Replay, TestDecision } from '../replay.ts';

/** Small numbers again: what they mean depends on the rows there are and on what was made of them. */
export interface Saying {
  readonly kind: number;
  readonly row: number;
  readonly other: number;
  readonly size: number;
}

const KINDS = [
  ...['move', 'move', 'move', 'accept', 'link', 'unlink', 'unlink'],
  ...['reject', 'lock', 'ex-date', 'cost'],
] as const;
const GONE = '999999';

export function sayings(most: number): fc.Arbitrary<readonly Saying[]> {
  const saying = fc.record({
    kind: fc.nat(KINDS.length - 1),
    row: fc.nat(40),
    other: fc.nat(7),
    size: fc.nat(4),
  });
  return fc.array(saying, { maxLength: most });
}

/** What somebody might decide about these rows: mostly sense, now and then of something that is not there. */
export function decisionOf(
  saying: Saying,
  id: string,
  rows: readonly Transaction[],
  { campaigns, suggestions }: Replay,
): TestDecision {
  const kind = KINDS[saying.kind] ?? 'move';
  if (kind === 'move') return { id, ...moveOf(saying, rows, campaigns) };
  if (kind === 'link' || kind === 'unlink') return { id, kind, ...pairOf(saying, rows) };
  if (kind === 'accept' || kind === 'reject')
    return { id, kind, suggestion: at(suggestions, saying.other)?.id ?? GONE };
  if (kind === 'lock') return { id, kind, campaign: at(campaigns, saying.other)?.id ?? GONE };
  const paid = rows.filter((row) => (kind === 'ex-date') === (row.kind === 'DIVIDEND'));
  const row = at(saying.size === 4 ? rows : paid, saying.row);
  const transactionId = row?.id ?? GONE;
  if (kind === 'cost') return { id, kind, transactionId, cost: `${1000 * saying.size}.50` };
  return { id, kind, transactionId, exDate: addDays(row?.tradedOn ?? '2026-03-16', -9 * saying.size) };
}

type Move = Omit<Extract<TestDecision, { kind: 'move' }>, 'id'>;

function moveOf(
  { row, other, size }: Saying,
  rows: readonly Transaction[],
  campaigns: Replay['campaigns'],
): Move {
  const opened = rows.filter(({ effect }) => effect === 'OPENING');
  const moved = at(size === 4 ? rows : opened, row);
  const own = campaigns.filter(
    ({ ticker, account }) =>
      size === 4 || (ticker === moved?.instrument?.ticker && account === moved?.account),
  );
  const to = other < 3 ? 'new' : (at(own, other)?.id ?? GONE);
  const quantity = [{}, { quantity: '1' }, { quantity: '2' }, {}, { quantity: '99' }][size];
  return { kind: 'move', transactionId: moved?.id ?? GONE, ...quantity, to };
}

/** A closing and an opening that is not far from it. */
function pairOf({ row, other, size }: Saying, rows: readonly Transaction[]) {
  const traded = rows.filter(({ kind, effect }) => kind === 'TRADE' && effect !== null);
  const closing = at(size === 4 ? rows : traded.filter(({ effect }) => effect === 'CLOSING'), row);
  const near = traded.filter(
    ({ effect, account, instrument }) =>
      effect === 'OPENING' &&
      account === closing?.account &&
      instrument?.ticker === closing.instrument?.ticker,
  );
  const from = closing === undefined ? 0 : near.findIndex(({ id }) => Number(id) > Number(closing.id) - 4);
  const opening = size === 4 ? at(rows, row + other) : at(near.slice(Math.max(0, from)), other);
  return { closing: closing?.id ?? GONE, opening: opening?.id ?? GONE };
}

function at<Each>(all: readonly Each[], index: number): Each | undefined {
  return all[index % (all.length + 1)];
}
