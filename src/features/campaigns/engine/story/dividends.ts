/**
 * Rule: a dividend goes to whoever held the shares before the ex-date, by their number, and the tax withheld on its day
 * with it; one that is paid out, to whoever owed them. The broker's row has no ex-date; until the trader says it, those
 * who held at the start of the pay date have it, else the campaign that held last within ninety days. Example: 22.31 for
 * 100 shares of a wheel, and the 2.23 withheld from it: 20.08.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Event } from '../rows/events.ts';
import { money, quantityWords } from '../words.ts';
import type { Draft, Income, Slice } from './drafts.ts';
import { DAYS_REMEMBERED, holdersBefore, lastHolder } from './holders.ts';
import { addProblem, type Story } from './story.ts';

interface Heir {
  readonly draft: Draft | null;
  readonly sharesE8: number;
}

/** The weight of who holds nothing any more: all of it, however many shares there were. */
const HELD_LAST = 1;

export function payDividend(story: Story, event: Event): void {
  const { row, on } = event;
  const said = story.said.exDates.get(row.id);
  if (said) story.applied.add(said.decision);
  const exDate = said?.exDate ?? null;
  const income: Income = { kind: 'income', heldBefore: exDate ?? on, told: toldOf(exDate) };
  const holders = holdersBefore(story, income.heldBefore);
  const onSide = holders.filter(({ sharesE8 }) => Math.sign(sharesE8) === Math.sign(row.netE4));
  const last = exDate === null && holders.length === 0 ? lastHolder(story, on) : null;
  const told = 'ex-date unknown: held shares last';
  if (last) pay(story, event, [{ draft: last, sharesE8: HELD_LAST }], { ...income, told });
  else if (holders.length > 0) pay(story, event, onSide.length > 0 ? onSide : holders, income);
  else noteUnmatched(story, event, exDate);
}

function toldOf(exDate: IsoDate | null): string {
  return exDate ? `held before the ex-date ${exDate}` : 'ex-date unknown: held at the start of the pay date';
}

function noteUnmatched(story: Story, event: Event, exDate: IsoDate | null): void {
  const when = exDate === null ? `in the ${DAYS_REMEMBERED} days before` : `before the ex-date ${exDate}`;
  const words = `The dividend of ${money(event.row.netE4)} on ${event.on} is for shares that nobody held ${when}.`;
  addProblem(story, 'UNMATCHED_DIVIDEND', words, [event]);
}

/** Tax goes with the dividend it was taken from: that of its day. */
export function withhold(story: Story, event: Event): void {
  const paid = incomeOn(story, event.on);
  for (const { event: dividend, draft, weightE8, effect } of paid) {
    if (dividend !== paid.at(-1)?.event || effect.kind !== 'income') continue;
    const told = 'tax withheld from the dividend of this day';
    pay(story, event, [{ draft, sharesE8: weightE8 }], { ...effect, told });
  }
}

function pay(story: Story, event: Event, heirs: readonly Heir[], income: Income): void {
  story.slices.push(...heirs.map((heir) => incomeSlice(event, heir, income)));
}

export function incomeSlice(event: Event, { draft, sharesE8 }: Heir, effect: Income): Slice {
  const why = sharesE8 === HELD_LAST ? effect.told : `${effect.told}, ${quantityWords(sharesE8, 'share')}`;
  return { event, draft, quantityE8: 0, weightE8: Math.abs(sharesE8), role: 'INCOME', why, effect };
}

/** What was paid on the day that is being told, to campaigns and to shares outside. */
export function incomeOn({ slices }: Story, on: IsoDate): readonly Slice[] {
  const before = slices.findLastIndex(
    ({ event, effect }) => event.on < on && effect.kind !== 'split' && effect.kind !== 'income',
  );
  return slices.slice(before + 1).filter(({ effect, event }) => effect.kind === 'income' && event.on === on);
}
