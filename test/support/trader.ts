import fc from 'fast-check';
import type { Transaction } from '../../src/model/transaction.ts';
import { ACTIONS, type Step } from './trader/actions.ts';
import { Desk } from './trader/desk.ts';
import { lineOf } from './trader/lines.ts';
import { type Saying, sayings } from './trader/sayings.ts';

/** What somebody traded, as the broker would tell it, and what they meant by it. */
export interface History {
  readonly rows: readonly Transaction[];
  /** Equal quantities rolled in two orders, with nothing else within a quarter of an hour. */
  readonly apart: readonly { readonly closing: string; readonly opening: string }[];
  /** Ids of the rows an assignment or exercise is booked as. */
  readonly deliveries: readonly { readonly removals: readonly string[]; readonly shares: string }[];
  /** What they might decide about it: `decisionOf` says what that is. */
  readonly said: readonly Saying[];
}

/**
 * Histories of somebody who trades: small numbers, read against what is held at the time, so that only what a broker
 * would allow is done, and a shorter list of smaller numbers is a simpler history.
 */
export function histories({
  mostContracts = 5,
  mostSteps = 30,
  mostSayings = 0,
} = {}): fc.Arbitrary<History> {
  const step: fc.Arbitrary<Step> = fc.record({
    act: fc.nat(ACTIONS.length - 1),
    wait: fc.nat(5),
    book: fc.nat(4),
    pick: fc.nat(11),
    size: fc.integer({ min: 1, max: mostContracts }),
    fills: fc.nat(2),
  });
  const steps = fc.array(step, { maxLength: mostSteps, size: 'max' });
  return fc
    .record({ books: fc.integer({ min: 1, max: 5 }), steps, said: sayings(mostSayings) })
    .map(({ books, steps: taken, said }) => traded(books, taken, said));
}

function traded(books: number, steps: readonly Step[], said: readonly Saying[]): History {
  const desk = new Desk(books);
  for (const step of steps) {
    if (desk.isOver) break;
    desk.wait(step.wait, step.pick);
    ACTIONS[step.act]?.(desk, desk.book(step.book), step);
  }
  const { rows, apart, deliveries } = desk;
  const text = () => `\n${rows.map(lineOf).join('\n')}\n`;
  return Object.assign({ rows, apart, deliveries, said }, { [fc.toStringMethod]: text });
}
