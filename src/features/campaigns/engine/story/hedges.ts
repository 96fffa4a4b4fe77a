/**
 * Rule: a call sold in one order with a long call needs no shares, up to as many as there are long ones; whether they
 * begin a campaign, are rolled into one or were moved to it together. Example: the call spread of an iron condor is rolled
 * in one order, and the put assigned: the 100 shares are free for another call.
 */
import type { Opening } from '../rows/queues.ts';
import { hedgeCalls } from './calls.ts';
import type { Story } from './story.ts';

export function hedgeOrder(story: Story, openings: readonly Opening[]): void {
  const calls = openings
    .filter(({ contract }) => contract.type === 'CALL')
    .flatMap((opened) => (story.pieces.get(opened) ?? []).map((piece) => ({ ...piece, opened })));
  for (const [draft, ofDraft] of Map.groupBy(calls, (piece) => piece.draft)) {
    const longs = ofDraft.filter(({ opened }) => opened.side === 1);
    let hedgesE8 = longs.reduce((sum, { countE8 }) => sum + countE8, 0);
    for (const { opened, countE8 } of ofDraft.filter(({ opened: { side } }) => side === -1)) {
      const hedgedE8 = Math.min(hedgesE8, countE8);
      hedgeCalls(draft, opened.contract, hedgedE8);
      hedgesE8 -= hedgedE8;
    }
  }
}
