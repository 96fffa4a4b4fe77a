/**
 * Rule: shares bought by no order on the day of a dividend, for exactly its amount, before or after tax, are the dividend
 * reinvested: they go to who had it, by what each held; what a campaign had that has ended since stays outside, for a
 * dividend reopens nothing. Example: 31.00 of a wheel buy 0.62 share at 50: the wheel has 100.62.
 */
import { partsOf } from '../parts.ts';
import type { Event } from '../rows/events.ts';
import { incomeOn } from './dividends.ts';
import { type Slice, sharesHeld } from './drafts.ts';
import { receiveShares } from './lots.ts';
import type { Story } from './story.ts';

const WHY = 'the dividend of this day, reinvested';

/** false where the purchase is no reinvestment. */
export function reinvest(story: Story, event: Event): boolean {
  const heirs = event.row.orderId === null ? heirsOf(story, event) : [];
  const weights = heirs.map(({ weightE8 }) => weightE8);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = partsOf(event.row.quantityE8, weights, whole);
  for (const [i, { draft }] of heirs.entries()) {
    const countE8 = parts[i] ?? 0;
    const holder = draft !== null && sharesHeld(draft) > 0 ? draft : null;
    receiveShares(story, event, { draft: holder, countE8, role: 'OPENING', why: WHY });
  }
  return heirs.length > 0;
}

/** Of one dividend of the day, with or without the tax of the day, or of all of them together. */
function heirsOf(story: Story, { on, row }: Event): readonly Slice[] {
  const income = incomeOn(story, on);
  const rows = [...new Set(income.map((slice) => slice.event.row))];
  const paid = rows.filter(({ kind }) => kind === 'DIVIDEND');
  const sum = (of: readonly Event['row'][]) => of.reduce((total, { netE4 }) => total + netE4, 0);
  const costE4 = -row.netE4;
  const taxE4 = sum(rows) - sum(paid);
  const single = paid.find(({ netE4 }) => netE4 === costE4 || netE4 + taxE4 === costE4);
  const found = single ?? (sum(rows) === costE4 || sum(paid) === costE4 ? paid[0] : undefined);
  return income.filter((slice) => slice.event.row === found);
}
