/**
 * Rule: a whole split makes k contracts of a k-th of the strike out of each open one, at the cost they had. The broker
 * books it with rows of its own: the old contract goes and the new one comes, or only what is new comes; or with none,
 * then the split of the shares says it. Told twice, it counts once. Example: three for one, a short call of 1000: a row
 * of -2 calls of 333.33; 3 of these are open then.
 */
import { sessionsApart } from '../../../../lib/market-calendar.ts';
import type { Event, OptionEvent } from './events.ts';
import { heirOf } from './heirs.ts';
import { becoming, contractOf, countOf, join, type Queues, queueOf, sideOf, type Units } from './queues.ts';
import { isChange, type Open, type Proposed, proposedBy, speaksOf } from './split-rows.ts';
import { isStandard } from './strikes.ts';

export interface Exchange extends Proposed {
  readonly side: 1 | -1;
  /** As many as there were before. */
  readonly units: readonly Units[];
}

const FEW_SESSIONS = 3;

/** What the option rows of one moment say. */
export function exchangeBooked(queues: Queues, rows: readonly OptionEvent[]): readonly Exchange[] {
  let free = rows;
  const proposed = openIn(queues).flatMap((open) => {
    const found = proposedBy(open, free);
    if (found === null) return [];
    const told = [...found.away, ...found.come];
    free = free.filter((row) => !told.includes(row));
    return [found];
  });
  return exchange(queues, proposed);
}

/** What a split of the shares says of the contracts that no rows of their own speak of in those days. */
export function exchangeImplied(
  queues: Queues,
  split: Event,
  ratio: number,
  optionRows: readonly OptionEvent[],
): readonly Exchange[] {
  const told = optionRows.filter((row) => isNear(row, split) && isChange(row));
  const left = openIn(queues).filter(
    ({ contract }) => isStandard(contract) && !told.some((row) => speaksOf(row, contract, ratio)),
  );
  return exchange(
    queues,
    left.map(({ contract }) => {
      const to = heirOf(contract, ratio, optionRows);
      return { from: contract, to, ratio, away: [], come: [] };
    }),
  );
}

/** Lower strikes first: what is split into another open contract comes to it after that one was split itself. */
function openIn(queues: Queues): readonly Open[] {
  return [...queues.values()]
    .flatMap((queue) => {
      const [first] = queue;
      return first ? [{ contract: contractOf(first), side: sideOf(queue), countE8: countOf(queue) }] : [];
    })
    .toSorted((a, b) => a.contract.strikeE6 - b.contract.strikeE6);
}

function exchange(queues: Queues, proposed: readonly Proposed[]): readonly Exchange[] {
  return proposed.flatMap((each) => {
    const [old, queue] = [queueOf(queues, each.from), queueOf(queues, each.to)];
    const side = sideOf(old);
    // Of one contract nobody is long and short: such rows speak of something else.
    if (side === 0 || (queue.length > 0 && sideOf(queue) !== side)) return [];
    const units = old.splice(0);
    join(
      queue,
      units.map((part) => becoming(part, each.to, each.ratio)),
    );
    return [{ ...each, side, units }];
  });
}

function isNear(a: Event, b: Event): boolean {
  return sessionsApart(a.on, b.on, FEW_SESSIONS + 1) <= FEW_SESSIONS;
}
