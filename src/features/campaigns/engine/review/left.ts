/**
 * Rule: who takes contracts out of a campaign means those that are in it. A move takes the first ones of a row that no
 * earlier move has placed, wherever they are; where those would be another campaign's, it is refused. Example: of 3 puts one
 * was moved to B; from B it cannot be moved on, as the next one would leave A: the move to B has to be taken back first.
 */
import { MOVED } from '../story/pins.ts';
import type { Transaction } from '../types.ts';
import { type Figured, onlyIn } from './changed.ts';

const SAME = 'It would change nothing: that row is a campaign of its own already.';
const OTHERS =
  'Of that row the units of another campaign would leave. Move all of the row, or take back the move that brought these here.';

/** Why a move does not take out of this campaign what it should; null where it does. */
export function whyNotLeft(
  row: Pick<Transaction, 'id' | 'part' | 'quantityE8'>,
  from: string,
  before: readonly Figured[],
  after: readonly Figured[],
): string | null {
  const source = before.find(({ id }) => id === from);
  if (source === undefined) return null;
  if (onlyIn(after, before).length === 0) return SAME;
  const own = partsOf(source, row);
  const heldE8 = own.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
  if (heldE8 === Math.abs(row.quantityE8)) return null;
  const placedE8 = before
    .filter(({ account }) => account === source.account)
    .flatMap((each) => partsOf(each, row))
    .filter(({ why }) => why === MOVED)
    .reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
  const isRest = own.every(({ why }) => why !== MOVED) && heldE8 + placedE8 === Math.abs(row.quantityE8);
  return isRest ? null : OTHERS;
}

function partsOf({ allocations }: Figured, { id, part }: Pick<Transaction, 'id' | 'part'>) {
  return allocations.filter((each) => each.transactionId === id && each.part === part);
}

/** The campaign that a move has begun: it may be called as the one before was, after the unit that it took along. */
export function begunBy(row: string, before: readonly Figured[], after: readonly Figured[]): string | null {
  const isMovedThere = ({ allocations }: Figured) =>
    allocations.some(({ transactionId, why }) => transactionId === row && why === MOVED);
  const known = new Set(before.filter(isMovedThere).map(({ id }) => id));
  return after.find((each) => isMovedThere(each) && !known.has(each.id))?.id ?? null;
}
