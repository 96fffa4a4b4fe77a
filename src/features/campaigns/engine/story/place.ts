/**
 * Rule: an opening joins the first of these: what the trader said; the campaign of the contract it is rolled from; the
 * campaign in which the same contract was closed a moment ago; the campaign another leg of its order is in; for a call,
 * the campaigns that hold shares no call covers yet; else it begins a campaign, with all that is left of its order.
 * Example: the 61 call sold while a wheel holds 200 free shares joins that wheel.
 */
import { product } from '../../../../lib/rounding.ts';
import { orderOf } from '../rolls/pairing.ts';
import type { Link } from '../rolls/plan.ts';
import type { Opening } from '../rows/contracts.ts';
import { compareEvents } from '../rows/events.ts';
import type { Role } from '../types.ts';
import { apartWords, contractName, quantityWords } from '../words.ts';
import { type Draft, type Lot, type Slice, sellCalls, uncovered } from './drafts.ts';
import { movesOf, targetOf } from './pins.ts';
import { draftsOf, newDraft, type Piece, type Story } from './story.ts';

const CONTRACT_E8 = 100_000_000;

/** A stretch of an opening that has no campaign yet. */
interface Gap {
  readonly opened: Opening;
  readonly fromE8: number;
  readonly countE8: number;
  /** Sold together with a long call: it needs no shares. */
  readonly isHedged: boolean;
  /** Nothing covers it: it joins no campaign that holds shares. */
  readonly isNaked?: boolean;
}

/** Finds a campaign for every unit an order opens. */
export function placeOrder(story: Story, order: string): void {
  const openings = story.plan.openingsByOrder.get(order) ?? [];
  if (story.placing.has(order) || openings.every((opened) => story.pieces.has(opened))) return;
  story.placing.add(order);
  for (const opened of openings) story.pieces.set(opened, []);
  for (const opened of openings) pin(story, opened);
  const followed = openings.flatMap((opened) => followLinks(story, opened));
  const again = followed.flatMap((gap) => reEnter(story, gap));
  const home = homeOf(story, order, openings);
  const rest = home === null ? coverCalls(story, order, again) : again;
  settle(story, order, rest, home);
  story.placing.delete(order);
}

function put(
  story: Story,
  { opened, fromE8, countE8, isHedged }: Gap,
  draft: Draft,
  role: Role,
  why: string,
  by: Piece['by'] = 'rule',
): void {
  const pieces = [
    ...(story.pieces.get(opened) ?? []),
    { fromE8, countE8, draft, role, why, by } satisfies Piece,
  ];
  story.pieces.set(
    opened,
    pieces.toSorted((a, b) => a.fromE8 - b.fromE8),
  );
  const isShortCall = opened.contract.type === 'CALL' && opened.side === -1;
  if (isShortCall) sellCalls(draft, opened.contract, countE8, isHedged ? countE8 : 0);
}

/** What the trader has moved is where they put it. */
function pin(story: Story, opened: Opening): void {
  let next = 0;
  for (const move of movesOf(story, opened)) {
    const draft = targetOf(story, move, (order) => placeOrder(story, order));
    const countE8 = Math.min(move.quantityE8 ?? opened.quantityE8, opened.quantityE8 - next);
    if (draft === null || countE8 <= 0) continue;
    put(
      story,
      { opened, fromE8: next, countE8, isHedged: false },
      draft,
      'OPENING',
      'moved by you',
      'trader',
    );
    story.said.applied.add(move.decision);
    next += countE8;
  }
}

/** Units that are rolled go where the units they are rolled from are. */
function followLinks(story: Story, opened: Opening): readonly Gap[] {
  const links = story.plan.linksOf.get(opened) ?? [];
  for (const link of links) {
    const isPinned = (story.pieces.get(opened) ?? []).some(
      ({ fromE8, countE8 }) => link.fromE8 < fromE8 + countE8 && fromE8 < link.fromE8 + link.countE8,
    );
    if (!isPinned) followLink(story, opened, link);
  }
  return gapsOf(story, opened);
}

function followLink(story: Story, opened: Opening, link: Link): void {
  const source = link.closed.opened;
  if (!story.pieces.has(source)) placeOrder(story, orderOf(source.event));
  let from = link.fromE8;
  for (const { draft, countE8 } of draftsOf(story, link.closed)) {
    put(story, { opened, fromE8: from, countE8, isHedged: false }, draft, 'ADJUSTMENT', whyRolled(link));
    from += countE8;
  }
}

function whyRolled({ pair }: Link): string {
  const { closing, opening } = pair;
  const from = contractName(closing.contract);
  if (pair.sameOrder) return `rolled from ${from} in the same order`;
  const equal = closing.quantityE8 === opening.quantityE8 ? ', same quantity' : '';
  return `rolled from ${from}: ${apartWords(pair.apartMs)}, same type${equal}`;
}

function gapsOf(story: Story, opened: Opening): readonly Gap[] {
  const gaps: Gap[] = [];
  let next = 0;
  for (const piece of story.pieces.get(opened) ?? []) {
    if (piece.fromE8 > next)
      gaps.push({ opened, fromE8: next, countE8: piece.fromE8 - next, isHedged: false });
    next = piece.fromE8 + piece.countE8;
  }
  if (next < opened.quantityE8)
    gaps.push({ opened, fromE8: next, countE8: opened.quantityE8 - next, isHedged: false });
  return gaps;
}

/** The same contract, closed a moment before and opened again: the same campaign, and no roll. */
function reEnter(story: Story, gap: Gap): readonly Gap[] {
  const { opened } = gap;
  const closed = story.plan.closingsBySymbol.get(opened.contract.symbol)?.find((leg) => {
    if (leg.side !== opened.side || (story.plan.unpairedOf.get(leg) ?? 0) <= 0) return false;
    const waits = leg.events.map(({ row }) => opened.event.row.executedAt - row.executedAt);
    return waits.some(
      (wait) =>
        wait >= 0 &&
        wait <= story.windowMs &&
        leg.events.every((event) => compareEvents(event, opened.event) < 0),
    );
  });
  if (closed === undefined) return [gap];
  const [first] = closed.units.flatMap((units) => draftsOf(story, units));
  if (first === undefined) return [gap];
  // Used up by this: it is no half of a roll any more.
  const unpaired = story.plan.unpairedOf.get(closed) ?? 0;
  story.plan.unpairedOf.set(closed, Math.max(0, unpaired - gap.countE8));
  const wait = Math.min(
    ...closed.events.map(({ row }) => Math.abs(opened.event.row.executedAt - row.executedAt)),
  );
  put(
    story,
    gap,
    first.draft,
    'ADJUSTMENT',
    `the same contract again, ${apartWords(wait)}: a re-entry, not a roll`,
  );
  return [];
}

/** The campaign that another leg of this order has joined, or closes in. */
function homeOf(story: Story, order: string, openings: readonly Opening[]): Draft | null {
  const joined = openings
    .flatMap((opened) => story.pieces.get(opened) ?? [])
    .filter(({ by }) => by !== 'trader')
    .map(({ draft }) => draft);
  const closed = (story.plan.closingsByOrder.get(order) ?? [])
    .flatMap((leg) => leg.units.flatMap((units) => draftsOf(story, units)))
    .map(({ draft }) => draft);
  return [...joined, ...closed].toSorted((a, b) => a.serial - b.serial)[0] ?? null;
}

/** Calls sold on shares that no call covers: those of campaigns first, then those outside. */
function coverCalls(story: Story, order: string, gaps: readonly Gap[]): readonly Gap[] {
  let hedgesE8 = gaps
    .filter(({ opened }) => opened.contract.type === 'CALL' && opened.side === 1)
    .reduce((sum, { countE8 }) => sum + countE8, 0);
  let boughtE8 = contractsBought(story, order, gaps);
  // However many fills an order has, the shares outside that it covers begin one campaign.
  const own: Own = { draft: null };
  return gaps.flatMap((gap) => {
    if (gap.opened.contract.type !== 'CALL' || gap.opened.side === 1) return [gap];
    const hedged = Math.min(hedgesE8, gap.countE8);
    hedgesE8 -= hedged;
    const withShares = Math.min(boughtE8, gap.countE8 - hedged);
    boughtE8 -= withShares;
    const taken = hedged + withShares;
    return [
      ...(hedged > 0 ? [{ ...gap, countE8: hedged, isHedged: true }] : []),
      ...(withShares > 0 ? [{ ...gap, fromE8: gap.fromE8 + hedged, countE8: withShares }] : []),
      ...coverCall(story, { ...gap, fromE8: gap.fromE8 + taken, countE8: gap.countE8 - taken }, own),
    ];
  });
}

/** Of how many contracts the shares are bought in the same order: a buy-write. */
function contractsBought(story: Story, order: string, gaps: readonly Gap[]): number {
  const deliverable =
    gaps.find(({ opened }) => opened.contract.type === 'CALL')?.opened.contract.deliverableE8 ?? 0;
  return deliverable === 0 ? 0 : wholeContracts(story.boughtIn.get(order) ?? 0, deliverable);
}

interface Own {
  draft: Draft | null;
}

function coverCall(story: Story, gap: Gap, own: Own): readonly Gap[] {
  const { contract } = gap.opened;
  if (gap.countE8 === 0 || contract.deliverableE8 === 0) return gap.countE8 === 0 ? [] : [gap];
  let { fromE8, countE8 } = gap;
  const take = (draft: Draft, contractsE8: number, why: string) => {
    put(story, { ...gap, fromE8, countE8: contractsE8 }, draft, 'OPENING', why);
    fromE8 += contractsE8;
    countE8 -= contractsE8;
  };
  for (const draft of holders(story)) {
    const free = wholeContracts(uncovered(draft), contract.deliverableE8);
    const contractsE8 = Math.min(free, countE8);
    if (contractsE8 > 0)
      take(
        draft,
        contractsE8,
        `covered by ${quantityWords(uncovered(draft), 'share')} that no call covers yet`,
      );
  }
  const outside = story.lots.filter((lot) => lot.draft === null && lot.side === 1 && lot.leftE8 > 0);
  const free = wholeContracts(
    outside.reduce((sum, { leftE8 }) => sum + leftE8, 0),
    contract.deliverableE8,
  );
  const contractsE8 = Math.min(free, countE8);
  if (contractsE8 > 0) {
    own.draft ??= newDraft(story);
    const draft = own.draft;
    const shares = product(contractsE8, contract.deliverableE8, -8);
    adopt(story, outside, shares, draft, 'the first call sold on them');
    take(draft, contractsE8, `covered by ${quantityWords(shares, 'share')} held outside any campaign`);
  }
  return countE8 > 0 ? [{ ...gap, fromE8, countE8, isNaked: true }] : [];
}

/** Campaigns that hold shares, the earliest acquired first. */
function holders(story: Story): readonly Draft[] {
  return [
    ...new Set(story.lots.filter(({ leftE8, side }) => side === 1 && leftE8 > 0).map(({ draft }) => draft)),
  ].filter((draft) => draft !== null);
}

function wholeContracts(sharesE8: number, deliverableE8: number): number {
  return Math.floor(sharesE8 / deliverableE8) * CONTRACT_E8;
}

/** Shares bought before their campaign was: split off, and theirs from the day they were bought. */
export function adopt(
  story: Story,
  outside: readonly Lot[],
  sharesE8: number,
  draft: Draft,
  why: string,
): void {
  let left = sharesE8;
  for (const lot of outside) {
    if (left === 0) return;
    const part = splitLot(story, lot, Math.min(left, lot.leftE8));
    left -= part.leftE8;
    part.draft = draft;
    part.why = `bought before: ${why} begins the campaign at their purchase`;
    draft.lots.push(part);
    adoptSplits(story, part, draft);
    story.movements.push({ on: part.event.on, draft: null, deltaE8: -part.leftE8 });
    story.movements.push({ on: part.event.on, draft, deltaE8: part.leftE8 });
  }
}

/** What splits have added to shares outside goes along with them, the latest first. */
function adoptSplits(story: Story, { event, leftE8 }: Lot, draft: Draft): void {
  let nowE8 = leftE8;
  for (const [i, slice] of [...story.slices.entries()].toReversed()) {
    if (slice.draft !== null || slice.effect.kind !== 'split' || compareEvents(event, slice.event) > 0)
      continue;
    const beforeE8 = Math.round(nowE8 / slice.effect.ratio);
    const addedE8 = nowE8 - beforeE8;
    const weightE8 = Math.max(0, slice.weightE8 - beforeE8);
    story.slices[i] = { ...slice, quantityE8: slice.quantityE8 - addedE8, weightE8 };
    addSplit(story, {
      ...slice,
      draft,
      quantityE8: addedE8,
      weightE8: beforeE8,
      effect: { ...slice.effect, only: event },
    });
    nowE8 = beforeE8;
  }
}

/** One slice for each split of each row: adopted in two parts, its shares are split once. */
function addSplit(story: Story, split: Slice): void {
  const only = (effect: Slice['effect']) => (effect.kind === 'split' ? effect.only : undefined);
  const known = story.slices.findIndex(
    ({ event, draft, effect }) =>
      event === split.event && draft === split.draft && only(effect) === only(split.effect),
  );
  const before = story.slices[known];
  if (before === undefined) {
    story.slices.push(split);
    return;
  }
  const [quantityE8, weightE8] = [before.quantityE8 + split.quantityE8, before.weightE8 + split.weightE8];
  story.slices[known] = { ...before, quantityE8, weightE8 };
}

/** So many of a lot as a lot of their own; the rest stays where it was. */
export function splitLot(story: Story, lot: Lot, countE8: number): Lot {
  if (countE8 === lot.leftE8) return lot;
  const initialE8 = Math.round((lot.initialE8 * countE8) / lot.leftE8);
  const part: Lot = { ...lot, initialE8, leftE8: countE8 };
  lot.fromE8 += initialE8;
  lot.initialE8 -= initialE8;
  lot.leftE8 -= countE8;
  story.lots.splice(story.lots.indexOf(lot), 0, part);
  return part;
}

/** What no rule has placed: with the rest of its order, or a campaign of its own. */
function settle(story: Story, order: string, gaps: readonly Gap[], home: Draft | null): void {
  const joined = home ?? homeOf(story, order, story.plan.openingsByOrder.get(order) ?? []);
  let own: Draft | null = null;
  for (const gap of gaps) {
    const draft: Draft = (gap.isNaked ? home : joined) ?? own ?? newDraft(story);
    if (draft !== joined) own = draft;
    if (draft === joined) put(story, gap, draft, 'OPENING', 'another leg of the same order');
    else put(story, gap, draft, 'OPENING', 'begins a campaign', 'nothing');
  }
}
