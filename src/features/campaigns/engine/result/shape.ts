/**
 * What a finished story comes to before money: each campaign with its slices, the purchases of its shares among them,
 * its name and its first day.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { nameOf } from '../identity.ts';
import type { Opening } from '../rows/contracts.ts';
import { compareEvents, type Event } from '../rows/events.ts';
import type { Draft, Slice } from '../story/drafts.ts';
import type { Story } from '../story/story.ts';

export interface Shaped {
  readonly draft: Draft;
  readonly id: string;
  readonly startedOn: IsoDate;
  /** In the order of the rows. */
  readonly slices: readonly Slice[];
}

const CONTRACT_E8 = 100_000_000;

/** All slices of the story, purchases included: a lot is a slice of the row that brought it. */
export function allSlices(story: Story): readonly Slice[] {
  const told = new Set(story.slices.flatMap(({ effect }) => (effect.kind === 'buy' ? [effect.lot] : [])));
  const bought = story.lots
    .filter((lot) => !told.has(lot) && lot.initialE8 > 0)
    .map(
      (lot): Slice => ({
        event: lot.event,
        draft: lot.draft,
        quantityE8: lot.initialE8,
        weightE8: lot.initialE8,
        role: lot.role,
        why: lot.why,
        effect: { kind: 'buy', lot, of: null },
      }),
    );
  return [...story.slices, ...bought];
}

export function shape(story: Story, slices: readonly Slice[]): readonly Shaped[] {
  const byDraft = Map.groupBy(slices, ({ draft }) => draft);
  const openingOf = new Map(story.contracts.openings.map((opened) => [opened.event, opened]));
  return story.drafts
    .flatMap((draft) => {
      const own = byDraft.get(draft)?.toSorted((a, b) => compareEvents(a.event, b.event)) ?? [];
      const [first] = own;
      if (first === undefined) return [];
      return [{ draft, id: idOf(story, openingOf, own), startedOn: first.event.on, slices: own }];
    })
    .toSorted(byStart);
}

export function byStart(a: { readonly startedOn: IsoDate; readonly id: string }, b: typeof a): number {
  if (a.startedOn !== b.startedOn) return a.startedOn < b.startedOn ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function idOf(story: Story, openingOf: Openings, slices: readonly Slice[]): string {
  const first = slices.find(({ effect }) => effect.kind === 'open' || effect.kind === 'buy') ?? slices[0];
  if (first === undefined) return '';
  const { row } = first.event;
  const symbol = row.instrument?.kind === 'OPTION' ? row.instrument.symbol : (row.instrument?.ticker ?? '');
  return nameOf(row.account, row.id, symbol, String(unitOf(story, openingOf, first)));
}

type Openings = ReadonlyMap<Event, Opening>;

function unitOf(story: Story, openingOf: Openings, { event, draft, effect }: Slice): number {
  if (effect.kind === 'buy') return effect.lot.fromE8 / CONTRACT_E8;
  const opened = openingOf.get(event);
  const pieces = (opened && story.pieces.get(opened)) ?? [];
  return (pieces.find((piece) => piece.draft === draft)?.fromE8 ?? 0) / CONTRACT_E8;
}
