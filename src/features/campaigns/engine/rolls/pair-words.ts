/** How a pair came to be one, as a trader says it. Rows of a day without a time tell no minutes. Example: `7 min apart`. */
import { apartWords } from '../words.ts';
import type { Leg } from './legs.ts';
import type { Pair } from './pairing.ts';

export function pairedWords({ by, sameOrder, apartMs, closing, opening }: Pair): string {
  if (by !== 'rule') return `${by} by you`;
  if (sameOrder) return 'same order';
  return hasTimes(closing) && hasTimes(opening) ? apartWords(apartMs) : 'on the same day';
}

function hasTimes({ events }: Leg): boolean {
  return events.every(({ row }) => row.hasTime);
}
