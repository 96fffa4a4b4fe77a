/**
 * Rule: what was there before the first row and what the rows have moved since is what the broker holds, contract by
 * contract; nothing of neither is nothing to compare. Example: 100 shares from before and rows of +200 are the broker's
 * 300. A removal may be told with either sign: it agrees when one of the two does.
 */
import { type Counted, type Facts, type Held, keyOf, type Line } from './types.ts';

export interface Compared {
  readonly agreeing: readonly Line[];
  readonly mismatches: readonly Line[];
}

export function compare(facts: Facts): Compared {
  const counted = byKey(facts.counted);
  const held = byKey(facts.held);
  const carried = carriedIn(facts);
  const keys = [...new Set([...counted.keys(), ...held.keys()])].toSorted();
  const lines = keys.flatMap((key) => lineOf(key, counted.get(key), held.get(key), carried[key] ?? 0));
  return {
    agreeing: lines.filter(({ byE8 }) => byE8 === 0),
    mismatches: lines.filter(({ byE8 }) => byE8 !== 0),
  };
}

/** Found with other history, it says nothing about this one. */
function carriedIn({ carried, begins }: Facts): Readonly<Record<string, number>> {
  return carried !== null && carried.begins === begins ? carried.held : {};
}

function byKey<T extends Held>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [keyOf(each.instrument), each]));
}

function lineOf(
  key: string,
  rows: Counted | undefined,
  broker: Held | undefined,
  before: number,
): readonly Line[] {
  const instrument = (rows ?? broker)?.instrument;
  if (instrument === undefined) return [];
  const brokerE8 = broker?.quantityE8 ?? 0;
  const told = [rows?.quantityE8 ?? 0, rows?.towardZeroE8 ?? 0];
  // Rows that agree by themselves were only late when both were first compared.
  const carriedE8 = told.includes(brokerE8) ? 0 : before;
  const rowsE8 = told.find((sum) => sum + carriedE8 === brokerE8) ?? told[0] ?? 0;
  if (rowsE8 === 0 && carriedE8 === 0 && brokerE8 === 0) return [];
  return [{ key, instrument, rowsE8, carriedE8, brokerE8, byE8: brokerE8 - rowsE8 - carriedE8 }];
}
