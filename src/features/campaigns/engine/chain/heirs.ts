/**
 * Rule: a split makes other contracts of open ones, of the same root, expiration and type, and a whole part of the strike;
 * what they became is what ended later, or is open now. Example: a put of 60 that ends as puts of 30 was split two for
 * one.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { isSplitInto } from '../rows/heirs.ts';
import type { OpenContracts } from '../types.ts';
import type { Entry } from './entries.ts';

/** By the symbol a contract had before the split of this entry. */
export function heirsOf(
  split: Entry,
  entries: readonly Entry[],
  openLegs: readonly OpenContracts[],
): (from: OptionContract) => OptionContract | null {
  const ended = entries.filter(
    ({ index, deed }) => index > split.index && (deed === 'end' || deed === 'hand over'),
  );
  const later = [...ended.flatMap(contractOf), ...openLegs.map(({ contract }) => contract)];
  return (from) => {
    if (later.some(({ symbol }) => symbol === from.symbol)) return null;
    return later.find((to) => isSplitInto(from, to, Math.round(from.strikeE6 / to.strikeE6))) ?? null;
  };
}

function contractOf({ row: { instrument } }: Entry): readonly OptionContract[] {
  return instrument?.kind === 'OPTION' ? [instrument] : [];
}
