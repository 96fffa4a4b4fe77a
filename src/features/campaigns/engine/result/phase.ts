/**
 * Rule: a campaign's phase is what is open now, whatever it began as. Example: a put, assigned: SHARES; a call sold on
 * them: COVERED; another put sold beside it: MIXED.
 */
import type { OpenContracts, Phase } from '../types.ts';

export function phaseOf(open: readonly OpenContracts[], sharesE8: number): Phase {
  if (sharesE8 < 0) return 'SHORT_SHARES';
  const isLong = open.some(({ quantityE8 }) => quantityE8 > 0);
  const isShort = (type: 'PUT' | 'CALL') =>
    open.some(({ contract, quantityE8 }) => contract.type === type && quantityE8 < 0);
  const [shortPut, shortCall] = [isShort('PUT'), isShort('CALL')];
  if (sharesE8 > 0 && open.length === 0) return 'SHARES';
  if (sharesE8 > 0) return shortPut || isLong ? 'MIXED' : 'COVERED';
  if (open.length === 0) return 'CLOSED';
  if (isLong) return shortPut || shortCall ? 'SPREAD' : 'LONG';
  if (shortPut && shortCall) return 'MIXED';
  return shortPut ? 'SHORT_PUT' : 'SHORT_CALL';
}
