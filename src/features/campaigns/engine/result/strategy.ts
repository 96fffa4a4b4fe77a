/**
 * Rule: a campaign is called after its first opening order, and keeps that name, but for one: a naked put that is
 * assigned becomes a wheel. Example: a put 60 and a call 65 sold in one order: STRANGLE, also when the put is assigned.
 */
import { daysBetween } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import { compareEvents, orderOf } from '../rows/events.ts';
import type { Slice } from '../story/drafts.ts';
import type { Strategy } from '../types.ts';

interface FirstLeg {
  readonly contract: OptionContract;
  readonly side: 1 | -1;
}

const LEAPS_DAYS = 180;

export function strategyOf(slices: readonly Slice[]): Strategy {
  const named = nameFirstOrder(slices);
  const isAssigned = slices.some(
    ({ effect, event }) =>
      effect.kind === 'hand over' && event.row.kind === 'ASSIGNMENT' && isPut(event.row.instrument),
  );
  return named === 'NAKED_PUT' && isAssigned ? 'WHEEL' : named;
}

function isPut(instrument: Slice['event']['row']['instrument']): boolean {
  return instrument?.kind === 'OPTION' && instrument.type === 'PUT';
}

function nameFirstOrder(slices: readonly Slice[]): Strategy {
  const opens = slices.filter(({ effect }) => effect.kind === 'open');
  const [first] = opens;
  if (first === undefined || isBegunByHand(slices)) return 'SHARES';
  const order = orderOf(first.event);
  const legs = firstLegsOf(opens.filter((slice) => orderOf(slice.event) === order));
  const ownShares = slices.some(
    ({ effect, event }) =>
      effect.kind === 'buy' &&
      effect.delivered === null &&
      effect.lot.role === 'OPENING' &&
      (orderOf(event) === order || compareEvents(event, first.event) < 0),
  );
  return ownShares ? withShares(legs) : nameLegs(legs, first.event.on);
}

/** With shares that the trader made a campaign of: a call sold on them later does not rename it. */
function isBegunByHand([first]: readonly Slice[]): boolean {
  return first?.effect.kind === 'buy' && first.effect.lot.isByHand === true;
}

function firstLegsOf(opens: readonly Slice[]): readonly FirstLeg[] {
  const legs = new Map<string, FirstLeg>();
  for (const { event, quantityE8 } of opens) {
    const { instrument } = event.row;
    if (instrument?.kind === 'OPTION')
      legs.set(instrument.symbol, { contract: instrument, side: quantityE8 > 0 ? 1 : -1 });
  }
  return [...legs.values()];
}

function withShares(legs: readonly FirstLeg[]): Strategy {
  const shortCall = legs.some(({ contract, side }) => contract.type === 'CALL' && side === -1);
  const longPut = legs.some(({ contract, side }) => contract.type === 'PUT' && side === 1);
  if (legs.length === 2 && shortCall && longPut) return 'COLLAR';
  return legs.length === 1 && shortCall ? 'COVERED_CALL' : 'CUSTOM';
}

function nameLegs(legs: readonly FirstLeg[], on: string): Strategy {
  const [first, second] = legs;
  if (first && legs.length === 1) return nameSingle(first);
  if (first && second && legs.length === 2) return namePair(first, second, on);
  return legs.length === 4 && isCondor(legs) ? 'IRON_CONDOR' : 'CUSTOM';
}

function nameSingle({ contract, side }: FirstLeg): Strategy {
  if (side === -1) return contract.type === 'PUT' ? 'NAKED_PUT' : 'NAKED_CALL';
  return contract.type === 'PUT' ? 'LONG_PUT' : 'LONG_CALL';
}

function namePair(a: FirstLeg, b: FirstLeg, on: string): Strategy {
  if (a.contract.type !== b.contract.type)
    return a.side === b.side ? twoSided(a.contract, b.contract) : 'CUSTOM';
  if (a.side === b.side) return 'CUSTOM';
  const short = a.side === -1 ? a.contract : b.contract;
  const long = a.side === -1 ? b.contract : a.contract;
  if (short.expiresOn === long.expiresOn) return vertical(short, long);
  if (short.strikeE6 === long.strikeE6) return 'CALENDAR';
  const isLeaps = daysBetween(on, long.expiresOn) >= LEAPS_DAYS && long.expiresOn > short.expiresOn;
  return long.type === 'CALL' && isLeaps && long.strikeE6 < short.strikeE6 ? 'PMCC' : 'DIAGONAL';
}

function twoSided(a: OptionContract, b: OptionContract): Strategy {
  return a.strikeE6 === b.strikeE6 && a.expiresOn === b.expiresOn ? 'STRADDLE' : 'STRANGLE';
}

function vertical(short: OptionContract, long: OptionContract): Strategy {
  const isCredit = short.type === 'PUT' ? short.strikeE6 > long.strikeE6 : short.strikeE6 < long.strikeE6;
  return `${short.type}_${isCredit ? 'CREDIT' : 'DEBIT'}_SPREAD`;
}

function isCondor(legs: readonly FirstLeg[]): boolean {
  const strike = (type: 'PUT' | 'CALL', side: 1 | -1) =>
    legs.find((leg) => leg.contract.type === type && leg.side === side)?.contract.strikeE6;
  const [longPut, shortPut] = [strike('PUT', 1), strike('PUT', -1)];
  const [shortCall, longCall] = [strike('CALL', -1), strike('CALL', 1)];
  if (!longPut || !shortPut || !shortCall || !longCall) return false;
  const isOneExpiry = new Set(legs.map(({ contract }) => contract.expiresOn)).size === 1;
  return isOneExpiry && longPut < shortPut && shortPut <= shortCall && shortCall < longCall;
}
