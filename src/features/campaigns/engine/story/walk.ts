/**
 * Tells the story of one ticker in one account: each row in the order it happened, each unit to one campaign or to
 * none. Example: put sold (a campaign begins), bought back and another sold seven minutes later (the same campaign),
 * assigned (its shares), a call sold (covered by them), called away (closed).
 */

import { orderOf } from '../rolls/pairing.ts';
import type { Plan } from '../rolls/plan.ts';
import type { Closing, Contracts } from '../rows/contracts.ts';
import { type Event, isRemoval } from '../rows/events.ts';
import type { Delivery } from '../rows/halves.ts';
import type { Said } from '../said.ts';
import type { Role } from '../types.ts';
import { contractName, price, quantityWords } from '../words.ts';
import { splitShares, transferShares } from './corporate.ts';
import { payDividend, reinvest, withhold } from './dividends.ts';
import { type Draft, endCalls, type Slice, type Use } from './drafts.ts';
import { placeOrder } from './place.ts';
import { byDraft, coverOwed, oweShares, receiveShares, releaseShares } from './shares.ts';
import { addProblem, draftsOf, type Story } from './story.ts';

export function tellStory(
  events: readonly Event[],
  contracts: Contracts,
  plan: Plan,
  deliveries: ReadonlyMap<Event, Delivery & { readonly events: readonly Event[] }>,
  windowMs: number,
  said: Said,
): Story {
  const story: Story = {
    contracts,
    plan,
    windowMs,
    closingOf: new Map(contracts.closings.map((closing) => [closing.event, closing])),
    deliveryOf: deliveries,
    drafts: [],
    lots: [],
    pieces: new Map(),
    slices: [],
    movements: [],
    problems: [],
    placing: new Set(),
    orphansOf: Map.groupBy(contracts.orphans, ({ event }) => event),
    boughtIn: boughtByOrder(events),
    said,
  };
  const halves = new Set([...deliveries.values()].flatMap((delivery) => delivery.events));
  for (const event of events) if (!halves.has(event)) tell(story, event, deliveries.get(event)?.events ?? []);
  return story;
}

function boughtByOrder(events: readonly Event[]): ReadonlyMap<string, number> {
  const bought = new Map<string, number>();
  for (const event of events) {
    const { kind, instrument, quantityE8 } = event.row;
    if (kind !== 'TRADE' || instrument?.kind !== 'SHARE' || quantityE8 <= 0) continue;
    bought.set(orderOf(event), (bought.get(orderOf(event)) ?? 0) + quantityE8);
  }
  return bought;
}

function tell(story: Story, event: Event, shareEvents: readonly Event[]): void {
  const { kind, instrument, quantityE8 } = event.row;
  const isShare = instrument?.kind === 'SHARE';
  if (kind === 'CASH_SETTLEMENT' && quantityE8 === 0) settleInCash(story, event);
  else if (instrument?.kind === 'OPTION' && (kind === 'TRADE' || isRemoval(event.row)))
    tellOption(story, event, shareEvents);
  else if (kind === 'TRADE' && isShare) tellShares(story, event);
  else if (kind === 'DIVIDEND') payDividend(story, event);
  else if (kind === 'WITHHOLDING') withhold(story, event);
  else if (kind === 'SPLIT') splitShares(story, event);
  else if (kind === 'TRANSFER' && isShare) transferShares(story, event);
  else review(story, event);
}

function review(story: Story, event: Event): void {
  const { kind, description } = event.row;
  if (kind !== 'ADJUSTMENT' && kind !== 'TRANSFER') return;
  const words = `“${description}” changes a position in a way that is not understood; nothing was booked.`;
  addProblem(story, 'UNKNOWN_ADJUSTMENT', words, [event]);
}

function tellOption(story: Story, event: Event, shareEvents: readonly Event[]): void {
  const closing = story.closingOf.get(event);
  if (closing) endUnits(story, closing, shareEvents);
  for (const orphan of story.orphansOf.get(event) ?? []) {
    const words = quantityWords(orphan.quantityE8, 'contract');
    addProblem(
      story,
      'CLOSE_WITHOUT_OPEN',
      `${words} closed that were opened before ${event.on}, out of sight: not counted as a result.`,
      [event],
    );
  }
  const opened = story.plan.openingsByOrder.get(orderOf(event))?.find((each) => each.event === event);
  if (opened === undefined) return;
  placeOrder(story, orderOf(event));
  for (const { draft, countE8, role, why } of story.pieces.get(opened) ?? []) {
    add(story, {
      event,
      draft,
      quantityE8: opened.side * countE8,
      role,
      why,
      effect: { kind: 'open', unitE8: countE8 },
    });
  }
}

/** Cash booked apart from the removal it settles: to the campaigns whose contracts ended that day. */
function settleInCash(story: Story, event: Event): void {
  const { instrument } = event.row;
  if (instrument?.kind !== 'OPTION') return;
  const ended = story.contracts.closings.filter(
    (closing) =>
      closing.contract.symbol === instrument.symbol &&
      isRemoval(closing.event.row) &&
      closing.event.on === event.on,
  );
  for (const { units } of ended) for (const { opened } of units) placeOrder(story, orderOf(opened.event));
  for (const { draft, countE8 } of ended.flatMap((closing) => byCampaign(story, closing))) {
    const why = `the cash that settles the ${contractName(instrument)}`;
    story.slices.push({
      event,
      draft,
      quantityE8: 0,
      weightE8: countE8,
      role: 'CLOSING',
      why,
      effect: { kind: 'end', uses: [] },
    });
  }
}

function add(story: Story, slice: Omit<Slice, 'weightE8'>): void {
  story.slices.push({ ...slice, weightE8: Math.abs(slice.quantityE8) });
}

/** The units a closing takes, campaign by campaign; with the shares they bring or take away. */
function endUnits(story: Story, closing: Closing, shareEvents: readonly Event[]): void {
  const { event, contract, side } = closing;
  for (const { opened } of closing.units) placeOrder(story, orderOf(opened.event));
  const ended = byCampaign(story, closing);
  for (const { draft, countE8 } of ended)
    if (contract.type === 'CALL' && side === -1) endCalls(draft, contract, countE8);
  const isDelivery = shareEvents.length > 0;
  for (const { draft, countE8, uses } of ended) {
    const [role, why] = roleOfEnd(story, closing, isDelivery);
    const effect = { kind: isDelivery ? 'hand over' : 'end', uses } as const;
    add(story, { event, draft, quantityE8: -side * countE8, role, why, effect });
  }
  if (isDelivery) deliver(story, closing, ended, shareEvents);
}

interface Ended {
  readonly draft: Draft;
  readonly countE8: number;
  readonly uses: readonly Use[];
}

function byCampaign(story: Story, { units }: Closing): readonly Ended[] {
  const parts = units.flatMap((each) =>
    draftsOf(story, each).map((part) => ({
      ...part,
      use: { event: each.opened.event, countE8: part.countE8, ofLot: null },
    })),
  );
  return [...Map.groupBy(parts, ({ draft }) => draft)].map(([draft, of]) => ({
    draft,
    countE8: of.reduce((sum, { countE8 }) => sum + countE8, 0),
    uses: of.map(({ use }) => use),
  }));
}

function roleOfEnd(story: Story, { event, contract }: Closing, isDelivery: boolean): readonly [Role, string] {
  const name = contractName(contract);
  if (event.row.kind === 'EXPIRATION') return ['CLOSING', `${name} expired on ${event.on}`];
  if (isDelivery)
    return ['ASSIGNMENT', `${name} ${event.row.kind === 'EXERCISE' ? 'exercised' : 'assigned'}`];
  if (isRemoval(event.row)) return ['CLOSING', `${name} settled in cash`];
  const pair = story.plan.pairOf.get(event);
  return [
    'CLOSING',
    pair ? `rolled into ${contractName(pair.opening.contract)}` : `closes the ${name} opened first`,
  ];
}

/** Shares that an assignment or exercise moves: each campaign's for its own contracts. */
function deliver(
  story: Story,
  { event, contract, side }: Closing,
  ended: readonly Ended[],
  shareEvents: readonly Event[],
): void {
  const brings = (contract.type === 'PUT') === (side === -1);
  const total = ended.reduce((sum, { countE8 }) => sum + countE8, 0);
  for (const shareEvent of shareEvents) {
    const shares = sharesFor(story, event, shareEvent);
    let before = 0;
    let given = 0;
    for (const { draft, countE8, uses } of ended) {
      before += countE8;
      const count = Math.round((shares * before) / total) - given;
      given += count;
      const of = { removal: event, draft, uses };
      const why = `price equals the strike of the ${event.row.kind === 'EXERCISE' ? 'exercised' : 'assigned'} ${contract.type.toLowerCase()}, ${price(contract.strikeE6)}`;
      if (brings) bring(story, shareEvent, count, draft, why, of);
      else takeAway(story, shareEvent, count, draft, why, of);
    }
  }
}

function sharesFor(story: Story, removal: Event, share: Event): number {
  const parts = story.deliveryOf.get(removal)?.shares.filter(({ row }) => row === share.row) ?? [];
  return parts.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
}

type Of = NonNullable<Extract<Slice['effect'], { kind: 'sell' }>['of']>;

function bring(story: Story, event: Event, countE8: number, draft: Draft, why: string, of: Of): void {
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  for (const part of byDraft(taken)) {
    add(story, {
      event,
      draft: part.draft,
      quantityE8: part.countE8,
      role: 'ASSIGNMENT',
      why,
      effect: { kind: 'sell', uses: part.uses, of },
    });
  }
  if (leftE8 === 0) return;
  const lot = receiveShares(story, event, leftE8, draft, 'ASSIGNMENT', why);
  add(story, { event, draft, quantityE8: leftE8, role: 'ASSIGNMENT', why, effect: { kind: 'buy', lot, of } });
}

function takeAway(story: Story, event: Event, countE8: number, draft: Draft, why: string, of: Of): void {
  const { taken, leftE8 } = releaseShares(story, event, countE8, [draft]);
  for (const part of byDraft(taken)) {
    const told = part.draft === draft ? why : `${why}; its own campaign held none`;
    add(story, {
      event,
      draft: part.draft,
      quantityE8: -part.countE8,
      role: 'ASSIGNMENT',
      why: told,
      effect: { kind: 'sell', uses: part.uses, of },
    });
  }
  if (leftE8 === 0) return;
  const lot = oweShares(story, event, leftE8, draft, why);
  add(story, {
    event,
    draft,
    quantityE8: -leftE8,
    role: 'ASSIGNMENT',
    why,
    effect: { kind: 'buy', lot, of },
  });
  addProblem(
    story,
    'SHORT_SHARES',
    `${quantityWords(leftE8, 'share')} were delivered that nobody held: they are owed.`,
    [event],
  );
}

/** Shares bought or sold by an order of their own, or beside an option. */
function tellShares(story: Story, event: Event): void {
  const { quantityE8 } = event.row;
  if (quantityE8 > 0) buy(story, event, quantityE8);
  else if (quantityE8 < 0) sell(story, event, -quantityE8);
}

function buy(story: Story, event: Event, countE8: number): void {
  if (reinvest(story, event)) return;
  const { taken, leftE8 } = coverOwed(story, event, countE8);
  for (const part of byDraft(taken)) {
    add(story, {
      event,
      draft: part.draft,
      quantityE8: part.countE8,
      role: 'CLOSING',
      why: 'covers shares that were owed, the oldest first',
      effect: { kind: 'sell', uses: part.uses, of: null },
    });
  }
  if (leftE8 === 0) return;
  const draft = partnerOf(story, event);
  receiveShares(
    story,
    event,
    leftE8,
    draft,
    'OPENING',
    draft ? 'bought in one order with its option' : 'shares outside any campaign',
  );
}

/** The campaign of the options in the same order: a buy-write, or a call closed and its shares sold. */
function partnerOf(story: Story, event: Event): Draft | null {
  const order = orderOf(event);
  placeOrder(story, order);
  const opened = (story.plan.openingsByOrder.get(order) ?? []).flatMap(
    (each) => story.pieces.get(each) ?? [],
  );
  if (event.row.quantityE8 > 0) return opened[0]?.draft ?? null;
  const closed = (story.plan.closingsByOrder.get(order) ?? [])
    .filter((leg) => leg.contract.type === 'CALL')
    .flatMap((leg) => leg.units.flatMap((units) => draftsOf(story, units)));
  return closed[0]?.draft ?? null;
}

function sell(story: Story, event: Event, countE8: number): void {
  const partner = partnerOf(story, event);
  const { taken, leftE8 } = releaseShares(story, event, countE8, partner ? [partner] : []);
  for (const part of byDraft(taken)) {
    const why =
      part.draft === partner && partner
        ? 'sold in one order with its call'
        : 'the earliest shares that no open call covers';
    add(story, {
      event,
      draft: part.draft,
      quantityE8: -part.countE8,
      role: 'CLOSING',
      why,
      effect: { kind: 'sell', uses: part.uses, of: null },
    });
  }
  if (leftE8 === 0) return;
  addProblem(
    story,
    'UNKNOWN_ORIGIN',
    `${quantityWords(leftE8, 'share')} sold that were never seen to come: their cost is unknown.`,
    [event],
  );
}
