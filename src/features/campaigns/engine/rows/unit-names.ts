/**
 * Rule: a campaign is called after its first unit; so a name leads back to a unit of a row that opened contracts. Example:
 * the name of the third of 5 puts leads to that one.
 */
import { UNIT_E8 } from '../../../../model/instrument.ts';
import { unitName } from '../identity.ts';
import type { Opening, Units } from './queues.ts';

const MOST_UNITS = 1_000;

/** The names are made when the first is asked for: most tickers are never asked. */
export function unitFinder(openings: readonly Opening[]): (name: string) => Units | null {
  let names: ReadonlyMap<string, Units> | null = null;
  return (name) => {
    names ??= new Map(openings.flatMap(namesOf));
    return names.get(name) ?? null;
  };
}

function namesOf(opened: Opening): readonly (readonly [string, Units])[] {
  const { event, contract, quantityE8 } = opened;
  const count = Math.min(Math.floor(quantityE8 / UNIT_E8), MOST_UNITS);
  return Array.from({ length: count }, (_, i) => {
    const fromE8 = i * UNIT_E8;
    return [unitName(event.row, contract.symbol, fromE8), { opened, fromE8, countE8: UNIT_E8 }];
  });
}
