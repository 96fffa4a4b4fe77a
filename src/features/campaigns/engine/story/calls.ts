/**
 * Rule: an open short call may ask for its shares. Sold in one order with a long call it asks for none, for as long as the
 * long one is there; what no call asks for is uncovered. Example: 100 shares and a call spread: all 100 are uncovered,
 * until the long call is sold.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { sharesOf } from '../rows/deliverable.ts';
import { type Calls, type Draft, sharesHeld } from './drafts.ts';

export function addCalls(draft: Draft, contract: OptionContract, side: 1 | -1, countE8: number): void {
  callsOf(draft, contract, side).openE8 += countE8;
}

/** Of the calls sold, so many were sold together with a long one. */
export function hedgeCalls(draft: Draft, contract: OptionContract, countE8: number): void {
  callsOf(draft, contract, -1).hedgedE8 += countE8;
}

export function endCalls(draft: Draft, contract: OptionContract, side: 1 | -1, countE8: number): void {
  const calls = callsOf(draft, contract, side);
  calls.openE8 -= countE8;
  calls.hedgedE8 = Math.min(calls.hedgedE8, calls.openE8);
}

/** Calls of which a split has made others. */
export function splitCalls(
  draft: Draft,
  { from, to, ratio, side }: { from: OptionContract; to: OptionContract; ratio: number; side: 1 | -1 },
  countE8: number,
): void {
  const { hedgedE8 } = callsOf(draft, from, side);
  endCalls(draft, from, side, countE8);
  addCalls(draft, to, side, countE8 * ratio);
  hedgeCalls(draft, to, hedgedE8 * ratio);
}

/** Shares that no open call of the campaign may take away. */
export function uncovered(draft: Draft): number {
  const hedgedE8 = Math.min(hedgedShares(draft), sharesOfCalls(draft, 1));
  return Math.max(0, sharesHeld(draft) - sharesOfCalls(draft, -1) + hedgedE8);
}

/** As many shares as the open calls of a side stand for. */
export function sharesOfCalls({ calls }: Draft, side: 1 | -1): number {
  return [...calls.values()]
    .filter((each) => each.side === side)
    .reduce((sum, { contract, openE8 }) => sum + sharesOf(contract, openE8), 0);
}

/** Of those, for as many as a long call was bought in the same order, whether or not it is still there. */
export function hedgedShares({ calls }: Draft): number {
  return [...calls.values()].reduce((sum, { contract, hedgedE8 }) => sum + sharesOf(contract, hedgedE8), 0);
}

function callsOf({ calls }: Draft, contract: OptionContract, side: Calls['side']): Calls {
  const key = `${contract.symbol} ${side}`;
  const found = calls.get(key) ?? { contract, side, openE8: 0, hedgedE8: 0 };
  calls.set(key, found);
  return found;
}
