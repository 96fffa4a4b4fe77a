/**
 * Rule: two sessions after its expiration a contract that no row has ended is missed, and never booked: in the money at
 * that day's close its assignment (exercise, settlement) is awaited; else, or where no close is known, its end is.
 * Example: a put 50 of Friday, KO at 48.20: 1.80 below the strike, so an assignment is awaited.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { proportion } from '../../../../lib/rounding.ts';
import type { Instrument } from '../../../../model/instrument.ts';
import { partOf } from '../books/holdings.ts';
import type { Halves } from '../rows/halves.ts';
import { contractOf, countOf, ratioOf, type Units } from '../rows/queues.ts';
import { addProblem, type Story } from '../story/story.ts';
import type { GroupingOptions, ProblemCode } from '../types.ts';
import { contractsWords, money, price } from '../words.ts';

const PATIENCE = 2;

/** Of those with a removal that waits for its shares the rows do say how they ended. */
export function noteDue(
  story: Story,
  { lonelyRemovals }: Halves,
  { asOf, closeOn }: Pick<GroupingOptions, 'closeOn'> & { readonly asOf: IsoDate },
): void {
  const removed = new Set(lonelyRemovals.map(({ instrument }) => instrument && symbolOf(instrument)));
  const late = story.contracts.stillOpen.filter(
    (units) => isLate(contractOf(units).expiresOn, asOf) && !removed.has(contractOf(units).symbol),
  );
  for (const units of Map.groupBy(late, (each) => contractOf(each).symbol).values()) {
    const [first] = units;
    if (first === undefined) continue;
    const { ticker, expiresOn } = contractOf(first);
    const [code, words] = verdict(units, first, closeOn?.(ticker, expiresOn) ?? null);
    const events = units.map(({ opened }) => opened.event);
    addProblem(story, code, words, events);
  }
}

function symbolOf(instrument: Instrument): string {
  return instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
}

function isLate(expiresOn: IsoDate, asOf: IsoDate): boolean {
  return expiresOn < asOf && sessionsBetween(expiresOn, asOf, PATIENCE + 1) >= PATIENCE;
}

function verdict(
  units: readonly Units[],
  first: Units,
  closeE6: number | null,
): readonly [ProblemCode, string] {
  const contract = contractOf(first);
  const which = contractsWords(countOf(units), contract);
  if (closeE6 === null)
    return [
      'EXPECTED_EVENT_MISSING',
      `${which} are past their expiration, and no row says how they ended: they stay open.`,
    ];
  const aboveE6 = closeE6 - contract.strikeE6;
  const place =
    aboveE6 === 0
      ? 'at the strike'
      : `${price(Math.abs(aboveE6))} ${aboveE6 > 0 ? 'above' : 'below'} the strike`;
  const closed = `${contract.ticker} closed at ${price(closeE6)}, ${place}`;
  const isInTheMoney = contract.type === 'PUT' ? aboveE6 < 0 : aboveE6 > 0;
  if (isInTheMoney)
    return [
      'AWAITING_ASSIGNMENT',
      `${closed}: the ${recordOf(first)} of ${which} is awaited, and nothing is booked before.`,
    ];
  return [
    'EXPECTED_EVENT_MISSING',
    `${closed}: ${which} should have expired worthless, which would realise ${money(openCashOf(units))}, but no row says so.`,
  ];
}

function recordOf({ opened: { side, contract } }: Units): string {
  if (contract.deliverableE8 === 0) return 'settlement';
  return side === -1 ? 'assignment' : 'exercise';
}

/** What the open units brought (or cost) when they were opened. */
function openCashOf(units: readonly Units[]): number {
  return units.reduce((sum, each) => {
    const { event, quantityE8 } = each.opened;
    const cashE4 = proportion(event.row.netE4, quantityE8, Math.abs(event.row.quantityE8));
    const upTo = (unitE8: number) => partOf(cashE4, unitE8, quantityE8 * ratioOf(each));
    return sum + upTo(each.fromE8 + each.countE8) - upTo(each.fromE8);
  }, 0);
}
