import assert from 'node:assert/strict';
import type { Replay, ReplayCampaign } from '../../support/replay.ts';
import { dearerSymbol } from '../../support/trader/doubled.ts';
import { money, units } from './oracle.ts';

const CENT_E4 = 100;
const AMOUNTS = ['cash', 'realised', 'realisedTax', 'premium', 'dividends', 'fees'] as const;

/** Whatever is said of groups and not of money is the same; whatever is money is twice as much, shared cents aside. */
export function assertDoubled(once: Replay, twice: Replay): void {
  assert.deepEqual(groupsOf(twice), groupsOf(once, dearerSymbol));
  const before = inOrder(once);
  for (const [i, campaign] of inOrder(twice).entries())
    assertTwice(before[i] ?? assert.fail('a campaign is new'), campaign, once);
}

function assertTwice(once: ReplayCampaign, twice: ReplayCampaign, replay: Replay): void {
  const slackE4 = CENT_E4 * centsShared(once, replay);
  const assertNear = (name: string, is: number, was: number, mostE4: number) =>
    assert.ok(Math.abs(is - 2 * was) <= mostE4, `${name} of ${once.id}: ${was} has become ${is}`);
  for (const name of AMOUNTS) assertNear(name, money(twice[name] ?? '0'), money(once[name] ?? '0'), slackE4);
  for (const [i, { netCredit }] of once.rolls.entries())
    assertNear('net credit', money(twice.rolls[i]?.netCredit ?? 'none'), money(netCredit), slackE4 + CENT_E4);
  const shares = Math.abs(units(once.shares)) / 100_000_000 || 1;
  for (const book of ['economic', 'tax'] as const)
    assertNear(
      book,
      money(twice.basis?.[book] ?? '0'),
      money(once.basis?.[book] ?? '0'),
      2 + slackE4 / shares,
    );
}

/** How many roundings to the cent have had a part in a campaign's figures: none, where it has its rows to itself. */
function centsShared({ allocations }: ReplayCampaign, { campaigns, unassigned }: Replay): number {
  const own = new Set(allocations.map(({ transactionId }) => transactionId));
  const parts = [...campaigns.flatMap((each) => each.allocations), ...unassigned];
  const shared = parts.filter(({ transactionId }) => own.has(transactionId)).length - own.size;
  const opened = allocations.filter(({ role }) => role === 'OPENING' || role === 'ADJUSTMENT').length;
  const ended = allocations.length - opened;
  return 2 * shared + (ended > 1 ? ended : 0);
}

function groupsOf(
  { campaigns, suggestions, problems, unassigned }: Replay,
  name = (symbol: string) => symbol,
) {
  return {
    campaigns: campaigns.map((campaign) => shapeOf(campaign, name)).toSorted(),
    suggestions: suggestions
      .map(({ kind, pairs, confidence }) => JSON.stringify([kind, pairs, confidence]))
      .toSorted(),
    problems: problems.map(({ code, transactionIds }) => [code, ...transactionIds]),
    unassigned: unassigned.map(({ transactionId, quantity }) => `${transactionId} ${quantity}`),
  };
}

function shapeOf(campaign: ReplayCampaign, name: (symbol: string) => string): string {
  const { account, ticker, status, strategy, phase, startedOn, closedOn, rollCount, shares } = campaign;
  const legs = campaign.openLegs.map(({ symbol, quantity }) => [name(symbol), quantity]);
  const rolls = campaign.rolls.map(({ netCredit: _, from, to, ...roll }) => [name(from), name(to), roll]);
  const plain = [account, ticker, status, strategy, phase, startedOn, closedOn, rollCount, shares];
  return JSON.stringify([rowsOf(campaign), plain, legs.toSorted(), rolls]);
}

function rowsOf({ allocations }: ReplayCampaign): readonly string[] {
  return allocations
    .map(({ transactionId, quantity, role }) => `${transactionId} ${quantity} ${role}`)
    .toSorted();
}

function inOrder({ campaigns }: Replay): readonly ReplayCampaign[] {
  const keyOf = (campaign: ReplayCampaign) => rowsOf(campaign).join();
  return campaigns.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
