/**
 * Rule: a dividend goes to whoever held the shares before the ex-date, by their number. The broker's row has no ex-date;
 * until the trader says it, those who held at the start of the pay date have it, else the campaign that held last within
 * ninety days. Example: 22.31 for 100 shares of a wheel, and the tax of 2.23 withheld with it: 20.08.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import type { Event } from '../rows/events.ts';
import { quantityWords } from '../words.ts';
import type { Draft } from './drafts.ts';
import { receiveShares } from './shares.ts';
import { addProblem, type Story } from './story.ts';

interface Holding {
  readonly draft: Draft | null;
  readonly sharesE8: number;
}

/** Those who held something when the day began, in the order they came to it. */
function holdersAt(story: Story, day: IsoDate): readonly Holding[] {
  const totals = new Map<Draft | null, number>();
  for (const { on, draft, deltaE8 } of story.movements)
    if (on < day) totals.set(draft, (totals.get(draft) ?? 0) + deltaE8);
  return [...totals]
    .filter(([, sharesE8]) => sharesE8 !== 0)
    .map(([draft, sharesE8]) => ({ draft, sharesE8 }));
}

const paid = new WeakMap<Story, Map<string, readonly Holding[]>>();

export function payDividend(story: Story, event: Event): void {
  const said = story.said.exDates.get(event.row.id);
  if (said) story.said.applied.add(said.decision);
  const exDate = said?.exDate ?? null;
  const holders = holdersAt(story, exDate ?? event.on);
  const heirs = holders.length > 0 ? holders : lastHolder(story, event.on);
  if (heirs.length === 0) {
    const words = `A dividend on ${event.on} for shares that nobody held in the ninety days before.`;
    addProblem(story, 'UNMATCHED_DIVIDEND', words, [event]);
    return;
  }
  const told =
    exDate === null
      ? 'ex-date unknown: held at the start of the pay date'
      : `held before the ex-date ${exDate}`;
  remember(story, event, heirs);
  for (const heir of heirs) share(story, event, heir, told);
}

export function withhold(story: Story, event: Event): void {
  for (const heir of paid.get(story)?.get(event.on) ?? [])
    share(story, event, heir, 'tax withheld from the dividend of this day');
}

/** The dividend's own shares: bought on the same day, by no order, for exactly its amount. */
export function reinvest(story: Story, event: Event): boolean {
  const heirs = paid.get(story)?.get(event.on);
  if (!heirs || event.row.orderId !== null) return false;
  const amount = story.slices
    .filter((slice) => slice.event.on === event.on && slice.effect.kind === 'income')
    .map((slice) => slice.event)
    .filter((each, i, all) => all.indexOf(each) === i)
    .reduce((sum, { row }) => sum + row.netE4, 0);
  if (amount !== -event.row.netE4) return false;
  const total = heirs.reduce((sum, { sharesE8 }) => sum + sharesE8, 0);
  let before = 0;
  let given = 0;
  for (const { draft, sharesE8 } of heirs) {
    before += sharesE8;
    const count = Math.round((event.row.quantityE8 * before) / total) - given;
    given += count;
    if (count > 0)
      receiveShares(story, event, count, draft, 'OPENING', 'the dividend of this day, reinvested');
  }
  return true;
}

function share(story: Story, event: Event, { draft, sharesE8 }: Holding, told: string): void {
  const why = `${told}, ${quantityWords(sharesE8, 'share')}`;
  story.slices.push({
    event,
    draft,
    quantityE8: 0,
    weightE8: Math.abs(sharesE8),
    role: 'INCOME',
    why,
    effect: { kind: 'income' },
  });
}

function remember(story: Story, event: Event, heirs: readonly Holding[]): void {
  const days = paid.get(story) ?? new Map<string, readonly Holding[]>();
  paid.set(story, days.set(event.on, heirs));
}

function lastHolder(story: Story, on: IsoDate): readonly Holding[] {
  const since = addDays(on, -90);
  const gone = story.drafts
    .filter(({ lastHeldOn }) => lastHeldOn !== null && lastHeldOn >= since)
    .toSorted((a, b) => ((a.lastHeldOn ?? '') < (b.lastHeldOn ?? '') ? 1 : -1));
  const [draft] = gone;
  return draft === undefined ? [] : [{ draft, sharesE8: 1 }];
}
