/**
 * A list of holdings is the whole of what is held: what it does not name is gone. Example: INFY held before and not in
 * the file is `gone`; TCS with another quantity or cost is `changed`.
 */
import type { Holding } from '../../../model/holding.ts';

export type HeldChange = 'new' | 'changed' | 'same' | 'gone';

export interface HeldLine {
  readonly holding: Holding;
  readonly change: HeldChange;
}

export function heldLines(before: readonly Holding[], now: readonly Holding[]): readonly HeldLine[] {
  const known = new Map(before.map((holding) => [holding.isin, holding]));
  const kept = new Set(now.map(({ isin }) => isin));
  return [
    ...now.map((holding) => ({ holding, change: changeOf(known.get(holding.isin), holding) })),
    ...before.filter(({ isin }) => !kept.has(isin)).map((holding) => ({ holding, change: 'gone' as const })),
  ];
}

function changeOf(before: Holding | undefined, now: Holding): HeldChange {
  if (before === undefined) return 'new';
  const isSame =
    before.reportedE8 === now.reportedE8 &&
    before.averagePriceE6 === now.averagePriceE6 &&
    before.lastPriceE6 === now.lastPriceE6;
  return isSame ? 'same' : 'changed';
}
