/**
 * Rule: a dividend goes to whoever held the shares before the ex-date, by their number, and the tax withheld on its day
 * with it. The broker's row has no ex-date; until the trader says it, those who held at the start of the pay date have
 * it, else the campaign that held last within ninety days. Example: 22.31 for 100 shares of a wheel, and the 2.23
 * withheld from it: 20.08.
 */
import { addDays, type IsoDate } from '../../../../lib/dates.ts';
import type { Event } from '../rows/events.ts';
import { money, quantityWords } from '../words.ts';
import type { Draft, Slice } from './drafts.ts';
import { addProblem, type Story } from './story.ts';

interface Holding {
  readonly draft: Draft | null;
  readonly sharesE8: number;
}

const DAYS_REMEMBERED = 90;

/** The weight of who holds nothing any more: all of it, however many shares there were. */
const HELD_LAST = 1;

export function payDividend(story: Story, event: Event): void {
  const said = story.said.exDates.get(event.row.id);
  if (said) story.said.applied.add(said.decision);
  const exDate = said?.exDate ?? null;
  const holders = holdersAt(story, exDate ?? event.on);
  const last = exDate === null && holders.length === 0 ? lastHolder(story, event.on) : null;
  const when = exDate === null ? `in the ${DAYS_REMEMBERED} days before` : `before the ex-date ${exDate}`;
  if (last) pay(story, event, [{ draft: last, sharesE8: HELD_LAST }], 'ex-date unknown: held shares last');
  else if (holders.length > 0) pay(story, event, holders, toldOf(exDate));
  else {
    const words = `The dividend of ${money(event.row.netE4)} on ${event.on} is for shares that nobody held ${when}.`;
    addProblem(story, 'UNMATCHED_DIVIDEND', words, [event]);
  }
}

function toldOf(exDate: IsoDate | null): string {
  return exDate ? `held before the ex-date ${exDate}` : 'ex-date unknown: held at the start of the pay date';
}

/** Tax goes with the dividend it was taken from: that of its day. */
export function withhold(story: Story, event: Event): void {
  const paid = incomeOn(story, event.on).filter((slice) => slice.event.row.kind === 'DIVIDEND');
  const heirs = paid
    .filter((slice) => slice.event === paid.at(-1)?.event)
    .map(({ draft, weightE8 }) => ({ draft, sharesE8: weightE8 }));
  pay(story, event, heirs, 'tax withheld from the dividend of this day');
}

function pay(story: Story, event: Event, heirs: readonly Holding[], told: string): void {
  for (const { draft, sharesE8 } of heirs)
    story.slices.push({
      event,
      draft,
      quantityE8: 0,
      weightE8: Math.abs(sharesE8),
      role: 'INCOME',
      why: sharesE8 === HELD_LAST ? told : `${told}, ${quantityWords(sharesE8, 'share')}`,
      effect: { kind: 'income' },
    });
}

/** What was paid on the day that is being told: its slices are the last ones, but for splits that were adopted. */
export function incomeOn({ slices }: Story, on: IsoDate): readonly Slice[] {
  const before = slices.findLastIndex(({ event, effect }) => event.on < on && effect.kind !== 'split');
  return slices.slice(before + 1).filter(({ effect, event }) => effect.kind === 'income' && event.on === on);
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

/** Of campaigns whose shares left on one day, the one that began first. */
function lastHolder({ drafts }: Story, on: IsoDate): Draft | null {
  const since = addDays(on, -DAYS_REMEMBERED);
  const gone = drafts.filter(({ lastHeldOn }) => lastHeldOn !== null && lastHeldOn >= since);
  const last = gone
    .map(({ lastHeldOn }) => lastHeldOn ?? '')
    .toSorted()
    .at(-1);
  return gone.find(({ lastHeldOn }) => lastHeldOn === last) ?? null;
}
