/**
 * Rule: shares that come or go by no order, in whole contracts, at the strike of a contract that is open, are half of an
 * assignment even where the other half is missing. Example: 100 shares at 50 while a put of 50 is open; but 0.6 of a
 * share, or 100 a week after the put was bought back, are shares like others.
 */
import { addDays } from '../../../../lib/dates.ts';
import type { Transaction } from '../types.ts';
import { isRemoval } from './events.ts';
import { isPartOfStrike, isStrike } from './strikes.ts';

// What expires on a Friday is posted by Tuesday.
const DAYS_TO_POST = 4;

/** Of these shares; with all rows of the ticker, and the removals whose shares are missing. */
export function lonelyAmong(
  shares: readonly Transaction[],
  rows: readonly Transaction[],
  lonelyRemovals: readonly Transaction[],
): readonly Transaction[] {
  const dated = shares.filter(({ hasTime, effectiveOn }) => hasTime || effectiveOn !== null);
  const splits = rows.filter(({ kind }) => kind === 'SPLIT');
  const lonely = new Set(lonelyRemovals);
  const contracts = [...Map.groupBy(rows, symbolOf).values()];
  return dated.filter((share) => {
    const wasSplit = splits.some(({ tradedOn }) => tradedOn <= share.tradedOn);
    return contracts.some((own) => isAtStrike(share, own, wasSplit) && isOpen(own, share, lonely));
  });
}

function symbolOf({ instrument }: Transaction): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : '';
}

function isAtStrike(share: Transaction, [first]: readonly Transaction[], wasSplit: boolean): boolean {
  const { priceE6, quantityE8, tradedOn } = share;
  const contract = first?.instrument;
  if (contract?.kind !== 'OPTION' || priceE6 === null || quantityE8 === 0) return false;
  if (quantityE8 % contract.deliverableE8 !== 0) return false;
  if (tradedOn > addDays(contract.expiresOn, DAYS_TO_POST)) return false;
  const ratio = Math.round(contract.strikeE6 / priceE6);
  return isStrike(priceE6, contract) || (wasSplit && isPartOfStrike(priceE6, contract, ratio));
}

/** Opened by the day of the shares and not ended before it, or ended by a removal that waits for its shares. */
function isOpen(
  own: readonly Transaction[],
  { tradedOn: on }: Transaction,
  lonely: ReadonlySet<Transaction>,
): boolean {
  if (own.some((row) => lonely.has(row) && row.tradedOn <= addDays(on, DAYS_TO_POST))) return true;
  let openE8 = 0;
  for (const row of own.toSorted((a, b) => a.executedAt - b.executedAt)) {
    const isPast = row.tradedOn < on || (row.tradedOn === on && row.effect === 'OPENING');
    if (!isPast) continue;
    if (row.kind === 'TRADE') openE8 += row.quantityE8;
    else if (isRemoval(row))
      openE8 -= Math.sign(openE8) * Math.min(Math.abs(openE8), Math.abs(row.quantityE8));
  }
  return openE8 !== 0;
}
