/**
 * Rule: a campaign's phase is what is open now, whatever it began as. Example: a put, assigned: SHARES; a call sold on
 * them: COVERED; another put sold beside it: MIXED.
 */
import type { OpenContracts, Phase } from '../types.ts';

export function phaseOf(open: readonly OpenContracts[], sharesE8: number): Phase {
  if (sharesE8 < 0) return 'SHORT_SHARES';
  const sides = new Set(
    open.map(({ contract, quantityE8 }) => `${quantityE8 < 0 ? 'SHORT' : 'LONG'} ${contract.type}`),
  );
  if (sharesE8 > 0) return withSharesNow(sides);
  if (sides.size === 0) return 'CLOSED';
  if (sides.size === 1) return oneSided([...sides][0] ?? '');
  const kinds = new Set([...sides].map((side) => side.split(' ')[0]));
  if (kinds.size === 2) return 'SPREAD';
  return kinds.has('LONG') ? 'LONG' : 'MIXED';
}

function withSharesNow(sides: ReadonlySet<string>): Phase {
  if (sides.size === 0) return 'SHARES';
  return sides.size === 1 && sides.has('SHORT CALL') ? 'COVERED' : 'MIXED';
}

function oneSided(side: string): Phase {
  if (side === 'SHORT PUT') return 'SHORT_PUT';
  return side === 'SHORT CALL' ? 'SHORT_CALL' : 'LONG';
}
