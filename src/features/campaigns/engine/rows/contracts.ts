/**
 * Rule: what closes a contract takes the units that were opened first, whichever campaign they are in; and a contract
 * is held on one side only, so a purchase against a short position closes it whatever the row says. What closes more
 * than is known closes nothing: it is a problem, never a new position. Example: 2 sold on 1 April, 3 on 4 May; 4 bought
 * back: the 2 of April and 2 of May.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { type Event, isRemoval } from './events.ts';

/** Units of one opening row: which of them, counted from 0. */
export interface Units {
  readonly opened: Opening;
  readonly fromE8: number;
  readonly countE8: number;
}

export interface Opening {
  readonly event: Event;
  readonly contract: OptionContract;
  /** 1 long, -1 short. */
  readonly side: 1 | -1;
  readonly quantityE8: number;
}

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
}

interface Queue {
  readonly opened: Opening;
  nextE8: number;
}

/** Takes the events of one ticker and account in order; those of shares are passed over. */
export function matchContracts(events: readonly Event[]): Contracts {
  const found: Found = { books: new Map(), openings: [], closings: [], orphans: [] };
  for (const event of events) {
    const { instrument, quantityE8, kind } = event.row;
    const moves = kind === 'TRADE' || isRemoval(event.row);
    if (instrument?.kind === 'OPTION' && quantityE8 !== 0 && moves) matchOne(found, event, instrument);
  }
  const stillOpen = [...found.books.values()].flatMap((queue) =>
    queue.map(({ opened, nextE8 }) => ({ opened, fromE8: nextE8, countE8: opened.quantityE8 - nextE8 })),
  );
  return { ...found, stillOpen };
}

interface Found {
  readonly books: Map<string, Queue[]>;
  readonly openings: Opening[];
  readonly closings: Closing[];
  readonly orphans: { event: Event; quantityE8: number }[];
}

/** First what it closes, then what it opens: a row larger than the position does both. */
function matchOne(
  { books, openings, closings, orphans }: Found,
  event: Event,
  contract: OptionContract,
): void {
  const { quantityE8, effect } = event.row;
  const queue = books.get(contract.symbol) ?? [];
  books.set(contract.symbol, queue);
  const side = sideOf(queue);
  const isRemoved = isRemoval(event.row);
  let left = Math.abs(quantityE8);
  if (side !== 0 && (isRemoved || Math.sign(quantityE8) !== side)) {
    const units = take(queue, left);
    left -= units.reduce((sum, { countE8 }) => sum + countE8, 0);
    closings.push({ event, contract, side, units });
  }
  if (left === 0) return;
  if (isRemoved || effect === 'CLOSING') {
    orphans.push({ event, quantityE8: Math.sign(quantityE8) * left });
    return;
  }
  const opened: Opening = { event, contract, side: quantityE8 > 0 ? 1 : -1, quantityE8: left };
  openings.push(opened);
  queue.push({ opened, nextE8: 0 });
}

function sideOf([first]: readonly Queue[]): 1 | -1 | 0 {
  return first?.opened.side ?? 0;
}

function take(queue: Queue[], wantedE8: number): readonly Units[] {
  const taken: Units[] = [];
  let left = wantedE8;
  for (let head = queue[0]; left > 0 && head !== undefined; head = queue[0]) {
    const countE8 = Math.min(left, head.opened.quantityE8 - head.nextE8);
    taken.push({ opened: head.opened, fromE8: head.nextE8, countE8 });
    head.nextE8 += countE8;
    left -= countE8;
    if (head.nextE8 === head.opened.quantityE8) queue.shift();
  }
  return taken;
}
