/**
 * Rule: of the cash of a row that bought contracts back, or sold the next ones, so much is of rolls as contracts of it
 * were rolled, the fills of an order taken in turn. Example: 3 bought back for 600.00 and 2 of them rolled: 400.00 is of
 * the roll, 200.00 closed the third.
 */
import { proportion } from '../../../../lib/rounding.ts';
import { cents, type Portions } from '../books/portions.ts';
import type { Leg } from '../rolls/legs.ts';
import type { Slice } from '../story/drafts.ts';
import type { RollPart } from './roll-parts.ts';

type Kind = 'end' | 'open';

/** Of the slices of one campaign; those without a part in a roll are left out. */
export function rolledOf(
  parts: readonly RollPart[],
  slices: readonly Slice[],
  portions: Portions,
): ReadonlyMap<Slice, number> {
  const rolled = new Map<Slice, number>();
  if (parts.length === 0) return rolled;
  const byEvent = Map.groupBy(slices, ({ event }) => event);
  for (const kind of ['end', 'open'] as const)
    for (const [leg, countE8] of rolledLegs(parts, kind)) {
      let leftE8 = countE8;
      const own = leg.events.flatMap((event) => byEvent.get(event) ?? []);
      for (const slice of own.filter(({ effect }) => effect.kind === kind)) {
        const takenE8 = Math.min(leftE8, slice.weightE8);
        leftE8 -= takenE8;
        const cashE4 = portions.get(slice)?.cashE4 ?? 0;
        rolled.set(slice, partOf(cashE4, takenE8, slice.weightE8));
      }
    }
  return rolled;
}

function rolledLegs(parts: readonly RollPart[], kind: Kind): ReadonlyMap<Leg, number> {
  const counts = new Map<Leg, number>();
  for (const { pair, countE8 } of parts) {
    const leg = kind === 'end' ? pair.closing : pair.opening;
    counts.set(leg, (counts.get(leg) ?? 0) + countE8);
  }
  return counts;
}

function partOf(cashE4: number, takenE8: number, allE8: number): number {
  return takenE8 === allE8 ? cashE4 : cents(proportion(cashE4, takenE8, allE8));
}
