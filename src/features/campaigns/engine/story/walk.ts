/**
 * Tells the story of one ticker in one account: each row in the order it happened, each unit to one campaign or to
 * none. Example: put sold (a campaign begins), bought back and another sold seven minutes later (the same campaign),
 * assigned (its shares), a call sold (covered by them), called away (closed).
 */
import type { Plan } from '../rolls/plan.ts';
import { type Event, isRemoval, orderOf } from '../rows/events.ts';
import type { Said } from '../said.ts';
import type { Timeline } from '../timeline.ts';
import { contractName, quantityWords } from '../words.ts';
import { changePosition } from './corporate.ts';
import { deliver } from './deliveries.ts';
import { payDividend, withhold } from './dividends.ts';
import { endUnits, settleInCash } from './endings.ts';
import { placeOrder } from './place.ts';
import { tellShares } from './share-trades.ts';
import { addProblem, addSlice, type Story } from './story.ts';

export function tellStory(
  { events, contracts, deliveries, unitNamed }: Timeline,
  plan: Plan,
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
    arrived: new Map(),
    pieces: new Map(),
    slices: [],
    movements: [],
    problems: [],
    placing: new Set(),
    orphansOf: Map.groupBy(contracts.orphans, ({ event }) => event),
    boughtIn: boughtByOrder(events),
    unitNamed,
    said,
    begun: new Map(),
    promised: new Map(),
    applied: new Set(plan.applied.map(({ decision }) => decision)),
  };
  const halves = new Set([...deliveries.values()].flatMap((delivery) => delivery.events));
  for (const event of events) if (!halves.has(event)) tell(story, event, deliveries.get(event)?.events ?? []);
  return story;
}

function boughtByOrder(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  const bought = events.filter(
    ({ row: { kind, instrument, quantityE8 } }) =>
      kind === 'TRADE' && instrument?.kind === 'SHARE' && quantityE8 > 0,
  );
  return Map.groupBy(bought, orderOf);
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
  else changePosition(story, event);
}

function tellOption(story: Story, event: Event, shareEvents: readonly Event[]): void {
  const closing = story.closingOf.get(event);
  const { instrument } = event.row;
  if (closing) endUnits(story, closing, shareEvents);
  else if (instrument?.kind === 'OPTION') deliver(story, { event, contract: instrument }, [], shareEvents);
  for (const { quantityE8 } of story.orphansOf.get(event) ?? []) noteOrphan(story, event, quantityE8);
  const opened = story.plan.openingsByOrder.get(orderOf(event))?.find((each) => each.event === event);
  if (opened === undefined) return;
  placeOrder(story, orderOf(event));
  for (const { draft, countE8, role, why } of story.pieces.get(opened) ?? []) {
    addSlice(story, {
      event,
      draft,
      quantityE8: opened.side * countE8,
      role,
      why,
      effect: { kind: 'open' },
    });
  }
}

function noteOrphan(story: Story, event: Event, quantityE8: number): void {
  const { instrument } = event.row;
  const what = instrument?.kind === 'OPTION' ? ` of the ${contractName(instrument)}` : '';
  const words = `${quantityWords(quantityE8, 'contract')}${what} closed on ${event.on} that no row has opened: opened before the history begins, and not counted as a result.`;
  addProblem(story, 'CLOSE_WITHOUT_OPEN', words, [event]);
}
