/**
 * Rule: a campaign is its slices of rows, the purchases of its shares among them: it is named after the first unit of
 * the first that opened something, and begins on that day, before any money is counted. Example: 100 shares bought on 5
 * January, a call sold on them in March: it begins on 5 January, and is named after the first of the shares.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Opening } from '../rows/queues.ts';
import type { Draft, Slice } from './drafts.ts';
import { nameOfUnit } from './named.ts';
import type { Story } from './story.ts';

export interface Shaped {
  readonly draft: Draft;
  readonly id: string;
  readonly startedOn: IsoDate;
  /** In the order of the rows. */
  readonly slices: readonly Slice[];
}

/** All slices of the story, purchases included: a lot is a slice of the row that brought it. */
export function allSlices(story: Story): readonly Slice[] {
  const told = new Set(story.slices.flatMap(({ effect }) => (effect.kind === 'buy' ? [effect.lot] : [])));
  const bought = story.lots
    .filter((lot) => !told.has(lot))
    .map(
      (lot): Slice => ({
        event: lot.event,
        draft: lot.draft,
        quantityE8: lot.initialE8,
        weightE8: lot.initialE8,
        role: lot.role,
        why: lot.why,
        effect: { kind: 'buy', lot, delivered: null },
      }),
    );
  return [...story.slices, ...bought];
}

export function shape(story: Story, slices: readonly Slice[]): readonly Shaped[] {
  const byDraft = Map.groupBy(slices, ({ draft }) => draft);
  const openingOf = new Map(story.contracts.openings.map((opened) => [opened.event, opened]));
  return [...byDraft]
    .flatMap(([draft, of]) => {
      const own = of.toSorted((a, b) => compareEvents(a.event, b.event));
      const [first] = own;
      if (draft === null || first === undefined) return [];
      const begins = own.find(({ effect }) => effect.kind === 'open' || effect.kind === 'buy') ?? first;
      return [{ draft, id: idOf(story, openingOf, begins), startedOn: first.event.on, slices: own }];
    })
    .toSorted(byStart);
}

export function byStart(a: { readonly startedOn: IsoDate; readonly id: string }, b: typeof a): number {
  return a.startedOn + a.id < b.startedOn + b.id ? -1 : 1;
}

function idOf(story: Story, openingOf: Openings, first: Slice): string {
  return nameOfUnit(first.event, fromOf(story, openingOf, first));
}

type Openings = ReadonlyMap<Event, Opening>;

function fromOf(story: Story, openingOf: Openings, { event, draft, effect }: Slice): number {
  if (effect.kind === 'buy') return effect.lot.fromE8;
  const opened = openingOf.get(event);
  const pieces = (opened && story.pieces.get(opened)) ?? [];
  return pieces.find((piece) => piece.draft === draft)?.fromE8 ?? 0;
}
