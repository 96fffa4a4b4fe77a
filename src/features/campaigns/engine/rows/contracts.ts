/**
 * Rule: what closes a contract takes the units that were opened first, whichever campaign they are in; and a contract
 * is held on one side only, so a purchase against a short position closes it whatever the row says. What closes more
 * than is known closes nothing: it is a problem, never a new position. Example: 2 sold on 1 April, 3 on 4 May; 4 bought
 * back: the 2 of April and 2 of May.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { type Exchange, exchangeBooked, exchangeImplied } from './contract-splits.ts';
import { type Event, isOfContract, isRemoval } from './events.ts';
import { countOf, type Opening, type Queues, queueOf, sideOf, take, type Units } from './queues.ts';
import { isChange } from './split-rows.ts';
import { splitRatios } from './splits.ts';

export interface Closing {
  readonly event: Event;
  readonly contract: OptionContract;
  /** The side of the position that ends. */
  readonly side: 1 | -1;
  readonly units: readonly Units[];
}

export interface Contracts {
  readonly openings: readonly Opening[];
  readonly closings: readonly Closing[];
  /** What closed more than was known: the row and how much of it, signed as the row is. */
  readonly orphans: readonly { readonly event: Event; readonly quantityE8: number }[];
  readonly stillOpen: readonly Units[];
  /** Of each split of shares that is whole: how many one share has become. */
  readonly ratios: ReadonlyMap<Event, number>;
  /** What splits have made of open contracts, by the row with which it is told. */
  readonly exchanges: ReadonlyMap<Event, readonly Exchange[]>;
  /** The rows of options that tell of these. */
  readonly exchanged: ReadonlySet<Event>;
}

interface Found {
  readonly queues: Queues;
  readonly openings: Opening[];
  readonly closings: Closing[];
  readonly orphans: { event: Event; quantityE8: number }[];
}

/** Takes the events of one ticker and account in order; those of shares are passed over, but for splits. */
export function matchContracts(events: readonly Event[]): Contracts {
  const found: Found = { queues: new Map(), openings: [], closings: [], orphans: [] };
  const ratios = splitRatios(events);
  const optionRows = events.filter(isOfContract);
  const moments = Map.groupBy(optionRows.filter(isChange), ({ row }) => row.executedAt);
  const exchanges = new Map<Event, readonly Exchange[]>();
  for (const event of events) {
    const { instrument, quantityE8, kind, executedAt } = event.row;
    const ratio = ratios.get(event);
    const moment = moments.get(executedAt);
    if (ratio !== undefined) exchanges.set(event, exchangeImplied(found.queues, event, ratio, optionRows));
    else if (moment?.[0] === event) exchanges.set(event, exchangeBooked(found.queues, moment));
    else if (instrument?.kind === 'OPTION' && quantityE8 !== 0 && (kind === 'TRADE' || isRemoval(event.row)))
      matchOne(found, event, instrument);
  }
  const exchanged = new Set([...exchanges.values()].flat().flatMap(({ away, come }) => [...away, ...come]));
  return { ...found, stillOpen: [...found.queues.values()].flat(), ratios, exchanges, exchanged };
}

/** First what it closes, then what it opens: a row larger than the position does both. */
function matchOne(
  { queues, openings, closings, orphans }: Found,
  event: Event,
  contract: OptionContract,
): void {
  const { quantityE8, effect } = event.row;
  const queue = queueOf(queues, contract);
  const side = sideOf(queue);
  const isRemoved = isRemoval(event.row);
  let left = Math.abs(quantityE8);
  if (side !== 0 && (isRemoved || Math.sign(quantityE8) !== side)) {
    const units = take(queue, left);
    left -= countOf(units);
    closings.push({ event, contract, side, units });
  }
  if (left === 0) return;
  if (isRemoved || effect === 'CLOSING') {
    orphans.push({ event, quantityE8: Math.sign(quantityE8) * left });
    return;
  }
  const opened: Opening = { event, contract, side: quantityE8 > 0 ? 1 : -1, quantityE8: left };
  openings.push(opened);
  queue.push({ opened, fromE8: 0, countE8: left });
}
