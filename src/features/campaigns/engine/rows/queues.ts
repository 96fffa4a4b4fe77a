/**
 * Rule: what ends takes the units that were opened first, by the instant they were first opened, whatever their contract
 * was called then: a split gives them another contract and another count, not another age. Example: 1 put of 50 became
 * 2 of 25; of 3 puts of 25 closed, these 2 go before the one sold after the split.
 */
import type { OptionContract } from '../../../../model/instrument.ts';
import { compareEvents, type Event } from './events.ts';

export interface Opening {
  readonly event: Event;
  readonly contract: OptionContract;
  /** 1 long, -1 short. */
  readonly side: 1 | -1;
  readonly quantityE8: number;
}

/** Units of one opening row: which of them, counted from 0. */
export interface Units {
  readonly opened: Opening;
  readonly fromE8: number;
  readonly countE8: number;
  readonly became?: Became;
}

/** What splits have made of them since: another contract, and so many of each one. All counts are then of these. */
export interface Became {
  readonly contract: OptionContract;
  readonly ratio: number;
}

/** The open units of one contract, all of one side, the first opened first. */
export type Queue = Units[];

export type Queues = Map<string, Queue>;

export function contractOf({ opened, became }: Units): OptionContract {
  return became?.contract ?? opened.contract;
}

/** How many of today's contracts one contract of the opening row has become. */
export function ratioOf({ became }: Units): number {
  return became?.ratio ?? 1;
}

export function countOf(units: readonly Units[]): number {
  return units.reduce((sum, { countE8 }) => sum + countE8, 0);
}

export function queueOf(queues: Queues, { symbol }: OptionContract): Queue {
  const queue = queues.get(symbol) ?? [];
  queues.set(symbol, queue);
  return queue;
}

export function sideOf([first]: readonly Units[]): 1 | -1 | 0 {
  return first?.opened.side ?? 0;
}

export function take(queue: Queue, wantedE8: number): readonly Units[] {
  const taken: Units[] = [];
  let left = wantedE8;
  for (let head = queue[0]; left > 0 && head !== undefined; head = queue[0]) {
    const countE8 = Math.min(left, head.countE8);
    taken.push({ ...head, countE8 });
    left -= countE8;
    if (countE8 === head.countE8) queue.shift();
    else queue[0] = { ...head, fromE8: head.fromE8 + countE8, countE8: head.countE8 - countE8 };
  }
  return taken;
}

/** Puts units in at their age. */
export function join(queue: Queue, units: readonly Units[]): void {
  queue.push(...units);
  queue.sort((a, b) => compareEvents(a.opened.event, b.opened.event) || a.fromE8 - b.fromE8);
}

/** The same units, `ratio` times as many of another contract. */
export function becoming(units: Units, contract: OptionContract, ratio: number): Units {
  return {
    opened: units.opened,
    fromE8: units.fromE8 * ratio,
    countE8: units.countE8 * ratio,
    became: { contract, ratio: ratioOf(units) * ratio },
  };
}
