/**
 * Rule: legs opened in orders of their own never become one trade by themselves: two legs within the window that would
 * have been a spread or a strangle in one order, and a call sold while a longer one of a lower strike is held, are asked.
 * Example: the 55 put sold at 10:00, the 65 call at 10:05: a strangle legged into?
 */
import { UNIT_E8 } from '../../../../model/instrument.ts';
import { type Leg, legsApart } from '../rolls/legs.ts';
import { compareEvents } from '../rows/events.ts';
import type { Opening } from '../rows/queues.ts';
import type { Question } from '../said.ts';
import { begunBy, type Story } from '../story/story.ts';
import { apartWords, contractName, quantityWords } from '../words.ts';

/** A call sold while a longer call of a lower strike is held, each in an order of its own. */
export function longCallsToAsk(story: Story): readonly Question[] {
  const longs = story.plan.openings.filter(({ contract, side }) => contract.type === 'CALL' && side === 1);
  if (longs.length === 0) return [];
  return story.plan.openings.flatMap((later) => {
    if (later.contract.type !== 'CALL' || later.side === 1 || begunBy(story, later) === null) return [];
    const earlier = longs.find((long) => isHeldFor(story, long, later));
    if (earlier === undefined) return [];
    const quantityE8 = Math.min(earlier.quantityE8, later.quantityE8);
    const held = earlier.quantityE8 === UNIT_E8 ? 'was held' : 'were held';
    const why = `${legWords(later)} sold while ${legWords(earlier)} ${held}, of a lower strike and a later expiration: one trade?`;
    return [{ kind: 'PMCC', earlier, later, quantityE8, confidence: 0.6, why } as const];
  });
}

function isHeldFor(story: Story, long: Leg, short: Leg): boolean {
  if (long.order === short.order || compareEvents(long.first, short.first) > 0) return false;
  const isCover =
    long.contract.strikeE6 < short.contract.strikeE6 && long.contract.expiresOn > short.contract.expiresOn;
  const own = new Set<Opening>(long.units.map(({ opened }) => opened));
  const gone = story.contracts.closings
    .filter(({ event }) => compareEvents(event, short.first) < 0)
    .flatMap(({ units }) => units)
    .filter(({ opened }) => own.has(opened))
    .reduce((sum, { countE8 }) => sum + countE8, 0);
  return isCover && gone < long.quantityE8;
}

/** Two legs opened apart, within the window, that would have been one trade in one order. */
export function legsToAsk(story: Story): readonly Question[] {
  const begun = story.plan.openings.filter((leg) => begunBy(story, leg) !== null);
  const byDay = Map.groupBy(begun, ({ first }) => first.on);
  return [...byDay.values()].flatMap((ofDay) =>
    ofDay.flatMap((later, i) => ofDay.slice(0, i).flatMap((earlier) => askOfLegs(story, earlier, later))),
  );
}

function askOfLegs({ windowMs }: Story, earlier: Leg, later: Leg): readonly Question[] {
  const isSameKind = earlier.contract.type === later.contract.type && earlier.side === later.side;
  const apart = legsApart(earlier, later);
  if (earlier.order === later.order || isSameKind || apart > windowMs) return [];
  const quantityE8 = Math.min(earlier.quantityE8, later.quantityE8);
  const why = `${legWords(earlier)} and ${legWords(later)} opened ${apartWords(apart)}: one trade in two orders?`;
  return [{ kind: 'LEG_IN', earlier, later, quantityE8, confidence: 0.5, why }];
}

/** `1 contract of the KO 60 put of 2026-03-20` */
function legWords({ quantityE8, contract }: Leg): string {
  return `${quantityWords(quantityE8, 'contract')} of the ${contractName(contract)}`;
}
