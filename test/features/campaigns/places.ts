import assert from 'node:assert/strict';
import { parseOccSymbol } from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { type Replay, type ReplayAllocation, type ReplayCampaign, replayOf } from '../../support/replay.ts';
import { keyOf, type Total, totalsOf, units } from './oracle.ts';

type RowOf = ReadonlyMap<string, Transaction>;

/** Of every row as many units are placed as it moved, and a campaign ends no contract but its own. */
export function assertOnePlaceEach({ campaigns, unassigned }: Replay, rowOf: RowOf): void {
  const parts = [...campaigns.flatMap(({ allocations }) => allocations), ...unassigned];
  for (const [id, own] of Map.groupBy(parts, ({ transactionId }) => transactionId))
    assert.equal(sumOf(own), rowOf.get(id)?.quantityE8, `the units of row ${id}`);
  for (const campaign of campaigns) assertEndsItsOwn(campaign, rowOf);
}

function assertEndsItsOwn({ id, ticker, allocations, openLegs, shares }: ReplayCampaign, rowOf: RowOf): void {
  const left = new Map(openLegs.map(({ symbol, quantity }) => [symbol, units(quantity)]));
  left.set(ticker, units(shares));
  for (const [key, own] of Map.groupBy(allocations, (part) => nameOf(part, rowOf, ticker))) {
    assert.equal(sumOf(own), left.get(key) ?? 0, `${key} in ${id} is not what its rows add up to`);
    for (const [i, { transactionId }] of own.entries()) {
      const [before, after] = [sumOf(own.slice(0, i)), sumOf(own.slice(0, i + 1))];
      const isEnd = rowOf.get(transactionId)?.effect === 'CLOSING';
      if (isEnd)
        assert.ok(
          after === 0 || Math.sign(after) === Math.sign(before),
          `${id} ended more of ${key} than it had`,
        );
    }
  }
}

/** Shares a campaign has sold calls on are there until the calls have ended, where the account has as many at all. */
export function assertCovered(rows: readonly Transaction[]): void {
  const bare = new Set<string>();
  for (const [i, { tradedOn }] of rows.entries()) {
    if (tradedOn === rows[i + 1]?.tradedOn) continue;
    const known = rows.slice(0, i + 1);
    for (const total of totalsOf(known))
      if (freeShares(total) < 0) bare.add(`${total.account} ${total.ticker}`);
    for (const campaign of replayOf(known).campaigns)
      if (!bare.has(`${campaign.account} ${campaign.ticker}`)) assertCoversItsOwn(campaign);
  }
}

function freeShares({ held, ticker }: Total): number {
  const calls = [...held].filter(([key, count]) => parseOccSymbol(key)?.type === 'CALL' && count < 0);
  return calls.reduce((free, [, count]) => free + 100 * count, held.get(ticker) ?? 0);
}

function assertCoversItsOwn({ id, allocations, openLegs, shares }: ReplayCampaign): void {
  const isCovered = allocations.some(({ why }) => why.startsWith('covered by'));
  const isMixed = allocations.some(({ why }) => /^(begins a campaign|another leg)/.test(why));
  const soldE8 = openLegs.reduce((sum, { quantity }) => sum - 100 * units(quantity), 0);
  if (isCovered && !isMixed) assert.ok(soldE8 <= units(shares), `${id} has sold calls on shares it has not`);
}

function nameOf({ transactionId }: ReplayAllocation, rowOf: RowOf, ticker: string): string {
  const instrument = rowOf.get(transactionId)?.instrument;
  return instrument ? keyOf(instrument) : ticker;
}

function sumOf(parts: readonly { readonly quantity: string }[]): number {
  return parts.reduce((sum, { quantity }) => sum + units(quantity), 0);
}
