/**
 * Rule: what closes or removes a contract ends it in the campaign that its units are in, wherever that is; with the shares
 * an assignment brings or takes away. Example: a close of 4 takes 3 of one campaign and 1 of another: it is in both.
 */
import type { Pair } from '../rolls/pairing.ts';
import type { Closing } from '../rows/contracts.ts';
import { type Event, isRemoval, orderOf } from '../rows/events.ts';
import type { Role } from '../types.ts';
import { contractName, quantityWords } from '../words.ts';
import { endCalls } from './calls.ts';
import { deliver, type Ended } from './deliveries.ts';
import { placeOrder } from './place.ts';
import { addSlice, draftsOf, type Story } from './story.ts';

/** The units a closing takes, campaign by campaign; with the shares they bring or take away. */
export function endUnits(story: Story, closing: Closing, shareEvents: readonly Event[]): void {
  const { event, contract, side } = closing;
  for (const { opened } of closing.units) placeOrder(story, orderOf(opened.event));
  const ended = byCampaign(story, closing);
  for (const { draft, countE8 } of ended)
    if (contract.type === 'CALL') endCalls(draft, contract, side, countE8);
  const isDelivery = shareEvents.length > 0;
  for (const { draft, countE8, uses } of ended) {
    const [role, why] = roleOfEnd(story, closing, countE8, isDelivery);
    const effect = { kind: isDelivery ? 'hand over' : 'end', uses } as const;
    addSlice(story, { event, draft, quantityE8: -side * countE8, role, why, effect });
  }
  if (isDelivery) deliver(story, closing, ended, shareEvents);
}

function byCampaign(story: Story, { units }: Closing): readonly Ended[] {
  const parts = units.flatMap((each) =>
    draftsOf(story, each).map((part) => ({
      ...part,
      use: { event: each.opened.event, countE8: part.countE8 },
    })),
  );
  return [...Map.groupBy(parts, ({ draft }) => draft)].map(([draft, of]) => ({
    draft,
    countE8: of.reduce((sum, { countE8 }) => sum + countE8, 0),
    uses: of.map(({ use }) => use),
  }));
}

function roleOfEnd(
  story: Story,
  { event, contract }: Closing,
  countE8: number,
  isDelivery: boolean,
): readonly [Role, string] {
  const name = contractName(contract);
  if (event.row.kind === 'EXPIRATION') return ['CLOSING', `${name} expired on ${event.on}`];
  if (isDelivery)
    return ['ASSIGNMENT', `${name} ${event.row.kind === 'EXERCISE' ? 'exercised' : 'assigned'}`];
  if (isRemoval(event.row)) return ['CLOSING', `${name} settled in cash`];
  const pairs = story.plan.pairsOf.get(event) ?? [];
  return ['CLOSING', pairs.length > 0 ? rolledWords(pairs, countE8) : `closes the ${name} opened first`];
}

/** Each contract it was rolled into once, however many orders opened it; and no more of it than were closed here. */
function rolledWords(pairs: readonly Pair[], closedE8: number): string {
  const bySymbol = Map.groupBy(pairs, ({ opening }) => opening.contract.symbol);
  const told = [...bySymbol.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const countE8 = more.reduce((sum, { quantityE8 }) => sum + quantityE8, first.quantityE8);
    const count = quantityWords(Math.min(countE8, closedE8), 'contract');
    return [`${count} into ${contractName(first.opening.contract)}`];
  });
  return `rolled: ${told.join(', ')}`;
}

/** Cash booked apart from the removal it settles: to the campaigns whose contracts ended that day. */
export function settleInCash(story: Story, event: Event): void {
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
