import type { IsoDate } from '../../../../lib/dates.ts';
import { parseOccSymbol } from '../../../../model/instrument.ts';
import type { Campaign, Roll } from '../../engine/types.ts';
import { contractWords } from '../statistics/words.ts';
import type { Change } from './figures.ts';

/** Which roll there is now, and which there would be instead. */
export function waysWords({ before, after }: Change, today: IsoDate): string {
  const [now, then] = [rollsOf(before), rollsOf(after)];
  const only = (here: readonly string[], there: readonly string[]) =>
    here.filter((each) => !there.includes(each));
  const words = (keys: readonly string[]) => keys.map((key) => keyWords(key, today)).join(', ') || 'none';
  return `As it is: ${words(only(now, then))}. The other way: ${words(only(then, now))}.`;
}

const BETWEEN = ' > ';

function rollsOf(campaigns: readonly Campaign[]): readonly string[] {
  return campaigns.flatMap(({ rolls }) => rolls.map(({ from, to }: Roll) => from + BETWEEN + to));
}

/** "60 put 20 Mar to 59 put 17 Apr" */
function keyWords(key: string, today: IsoDate): string {
  return key
    .split(BETWEEN)
    .map((symbol) => {
      const contract = parseOccSymbol(symbol);
      return contract === null ? symbol : contractWords(contract, today);
    })
    .join(' to ');
}
