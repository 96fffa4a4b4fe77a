/** The state of one ticker in one account while its story is told, event by event. */
import type { IsoDate } from '../../../../lib/dates.ts';
import type { Leg } from '../rolls/legs.ts';
import type { Plan } from '../rolls/plan.ts';
import type { Closing, Contracts } from '../rows/contracts.ts';
import type { Event } from '../rows/events.ts';
import type { Delivery } from '../rows/halves.ts';
import { type Opening, ratioOf, type Units } from '../rows/queues.ts';
import type { Said } from '../said.ts';
import type { Timeline } from '../timeline.ts';
import type { Problem, ProblemCode, Role } from '../types.ts';
import type { Draft, Lot, Slice } from './drafts.ts';

/** Where units of an opening have gone. */
export interface Piece {
  readonly fromE8: number;
  readonly countE8: number;
  readonly draft: Draft;
  readonly role: Role;
  readonly why: string;
  /** What put it there. The trader's word draws no other leg of its order along; nothing at all begins a campaign. */
  readonly by: 'rule' | 'trader' | 'nothing';
}

/** Shares that came or went, so that the holders of an earlier day can be asked for. */
interface Movement {
  readonly on: IsoDate;
  readonly draft: Draft | null;
  readonly deltaE8: number;
}

export interface Story {
  readonly contracts: Contracts;
  readonly plan: Plan;
  readonly windowMs: number;
  readonly closingOf: ReadonlyMap<Event, Closing>;
  readonly deliveryOf: ReadonlyMap<Event, Delivery>;
  readonly drafts: Draft[];
  /** Every lot in the order it was acquired, those of campaigns and those outside. */
  readonly lots: Lot[];
  /** Of a row whose shares came for several: how many of them have come. */
  readonly arrived: Map<Event, number>;
  readonly pieces: Map<Opening, readonly Piece[]>;
  readonly slices: Slice[];
  readonly movements: Movement[];
  readonly problems: Problem[];
  readonly placing: Set<string>;
  readonly orphansOf: ReadonlyMap<Event, Contracts['orphans']>;
  /** Purchases of shares, by order. */
  readonly boughtIn: ReadonlyMap<string, readonly Event[]>;
  readonly unitNamed: Timeline['unitNamed'];
  readonly said: Said;
  /** What moves and splitting off have begun, by decision. */
  readonly begun: Map<string, Draft>;
  /** Campaigns that moves wait for, by name, until the shares come that they begin with. */
  readonly promised: Map<string, Draft>;
  /** The decisions that had something to apply to. */
  readonly applied: Set<string>;
}

export function newDraft(story: Story): Draft {
  const draft: Draft = { lots: [], calls: new Map(), lastSharesOn: null };
  story.drafts.push(draft);
  return draft;
}

export function addProblem(story: Story, code: ProblemCode, message: string, events: readonly Event[]): void {
  story.problems.push({ code, message, transactionIds: [...new Set(events.map(({ row }) => row.id))] });
}

export function addSlice(story: Story, slice: Omit<Slice, 'weightE8'>): void {
  story.slices.push({ ...slice, weightE8: Math.abs(slice.quantityE8) });
}

export function moveShares(story: Story, on: IsoDate, draft: Draft | null, deltaE8: number): void {
  story.movements.push({ on, draft, deltaE8 });
}

/** The campaigns that certain units are in, and how many of them, in today's count. */
export function draftsOf(story: Story, units: Units): readonly { draft: Draft; countE8: number }[] {
  const end = units.fromE8 + units.countE8;
  const ratio = ratioOf(units);
  return (story.pieces.get(units.opened) ?? []).flatMap((piece) => {
    const from = Math.max(units.fromE8, piece.fromE8 * ratio);
    const to = Math.min(end, (piece.fromE8 + piece.countE8) * ratio);
    return to > from ? [{ draft: piece.draft, countE8: to - from }] : [];
  });
}

/** The campaign that a leg has begun, as nothing else placed it. */
export function begunBy(story: Story, { units }: Leg): Draft | null {
  const pieces = units.flatMap(({ opened }) => story.pieces.get(opened) ?? []);
  return pieces.find(({ by }) => by === 'nothing')?.draft ?? null;
}
