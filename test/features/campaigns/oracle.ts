import assert from 'node:assert/strict';
import { E4, E8, parseScaled } from '../../../src/lib/decimal.ts';
import {
  formatOccSymbol,
  type Instrument,
  type OptionContract,
  parseOccSymbol,
} from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import type { Replay, ReplayCampaign } from '../../support/replay.ts';
import { tickerOfCompany } from '../../support/trader/market.ts';

/** A ticker in an account, added up without grouping anything. */
export interface Total {
  readonly account: string;
  readonly ticker: string;
  readonly netE4: number;
  /** Per contract, and under the ticker for shares: what is held. */
  readonly held: ReadonlyMap<string, number>;
}

export function totalsOf(rows: readonly Transaction[]): readonly Total[] {
  const groups = Map.groupBy(rows, (row) => `${row.account} ${tickerOf(row)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const ticker = first && tickerOf(first);
    if (!first || !ticker) return [];
    const held = new Map<string, number>();
    for (const { instrument, quantityE8 } of group)
      if (instrument) held.set(keyOf(instrument), (held.get(keyOf(instrument)) ?? 0) + quantityE8);
    const netE4 = group.reduce((sum, row) => sum + row.netE4, 0);
    return [{ account: first.account, ticker, netE4, held }];
  });
}

/**
 * Row by row, what campaigns have and what is outside of them is the row. In absolute quantity, but for splits: of one
 * that adds to what one campaign holds, and to what another owes, the row has the difference.
 */
export function assertNothingLost(rows: readonly Transaction[], { campaigns, unassigned }: Replay): void {
  const parts = [...campaigns.flatMap(({ allocations }) => allocations), ...unassigned];
  const byRow = Map.groupBy(parts, ({ transactionId }) => transactionId);
  for (const { id, kind, netE4, quantityE8 } of rows) {
    const own = byRow.get(id) ?? [];
    const cash = own.reduce((sum, part) => sum + money(part.cash), 0);
    const sizeOf = (quantity: number) => (kind === 'SPLIT' ? quantity : Math.abs(quantity));
    const quantity = own.reduce((sum, part) => sum + sizeOf(units(part.quantity)), 0);
    assert.equal(cash, netE4, `the cash of row ${id}`);
    assert.equal(quantity, sizeOf(quantityE8), `the units of row ${id}`);
  }
}

export function isFlat({ held }: Total): boolean {
  return [...held.values()].every((quantity) => quantity === 0);
}

/** What the campaigns and what is outside of them say of the same ticker. */
export function toldOf(
  { campaigns, unassigned }: Replay,
  { account, ticker }: Total,
  rows: readonly Transaction[],
) {
  const own = campaigns.filter((each) => each.account === account && each.ticker === ticker);
  const ids = new Set(
    rows.filter((row) => row.account === account && tickerOf(row) === ticker).map(({ id }) => id),
  );
  const outside = unassigned.filter(({ transactionId }) => ids.has(transactionId));
  return {
    campaigns: own,
    outside,
    cashE4: [...own, ...outside].reduce((sum, { cash }) => sum + money(cash), 0),
  };
}

/** What a campaign's open contracts and shares have cost or brought: first in, first out, from its rows alone. */
export function carriedOf(campaign: ReplayCampaign, rowOf: ReadonlyMap<string, Transaction>) {
  return { optionsE4: carriedOptionsOf(campaign, rowOf), ...carriedSharesOf(campaign) };
}

interface Lot {
  readonly id: string;
  totalE8: number;
  usedE8: number;
  cashE4: number;
}

function carriedOptionsOf(campaign: ReplayCampaign, rowOf: ReadonlyMap<string, Transaction>): number {
  const queues = new Map<string, Lot[]>();
  for (const part of campaign.allocations) {
    const row = rowOf.get(part.transactionId);
    if (row?.instrument?.kind !== 'OPTION') continue;
    if (row.kind === 'SPLIT') {
      if (row.quantityE8 !== 0) splitQueue(queues, row.instrument, units(part.quantity));
      continue;
    }
    const queue = queues.get(row.instrument.symbol) ?? [];
    queues.set(row.instrument.symbol, queue);
    if (row.effect === 'OPENING') add(queue, part);
    else use(queue, Math.abs(units(part.quantity)));
  }
  return [...queues.values()].flat().reduce((sum, lot) => sum + lot.cashE4 - usedOf(lot), 0);
}

/** Two for one: what comes is twice what went of twice the strike. */
function splitQueue(queues: Map<string, Lot[]>, to: OptionContract, comesE8: number): void {
  const occ = parseOccSymbol(to.symbol) ?? assert.fail();
  const from = formatOccSymbol({ ...occ, strikeE6: occ.strikeE6 * 2 });
  const leftE8 = (queues.get(from) ?? []).reduce((sum, { totalE8, usedE8 }) => sum + totalE8 - usedE8, 0);
  if (leftE8 === 0 || Math.abs(comesE8) !== 2 * leftE8) return;
  const lots = (queues.get(from) ?? []).map((lot) => ({
    ...lot,
    totalE8: lot.totalE8 * 2,
    usedE8: lot.usedE8 * 2,
  }));
  queues.delete(from);
  queues.set(to.symbol, [...(queues.get(to.symbol) ?? []), ...lots]);
}

function add(queue: Lot[], part: { transactionId: string; quantity: string; cash: string }): void {
  const lot = queue.find(({ id }) => id === part.transactionId);
  if (lot) {
    lot.totalE8 += Math.abs(units(part.quantity));
    lot.cashE4 += money(part.cash);
    return;
  }
  queue.push({
    id: part.transactionId,
    totalE8: Math.abs(units(part.quantity)),
    usedE8: 0,
    cashE4: money(part.cash),
  });
}

function use(queue: readonly Lot[], countE8: number): void {
  let left = countE8;
  for (const lot of queue) {
    const taken = Math.min(left, lot.totalE8 - lot.usedE8);
    lot.usedE8 += taken;
    left -= taken;
  }
  assert.equal(left, 0, 'more contracts ended in a campaign than it had');
}

function usedOf({ cashE4, usedE8, totalE8 }: Lot): number {
  if (usedE8 === totalE8) return cashE4;
  const part = Math.round(((Math.abs(cashE4) / 100) * usedE8) / totalE8) * 100;
  return Math.sign(cashE4) * part;
}

/** From the basis, which is rounded to a ten-thousandth a share: off by at most `slackE4`. */
function carriedSharesOf({ shares, basis, premium, dividends }: ReplayCampaign) {
  const count = units(shares) / 100_000_000;
  if (basis === null) return { economicE4: 0, taxE4: 0, slackE4: 0 };
  return {
    economicE4: -money(basis.economic) * count - money(premium) - money(dividends),
    taxE4: -money(basis.tax) * count,
    slackE4: Math.abs(count) / 2 + 0.001,
  };
}

export function money(text: string): number {
  return parseScaled(text, E4) ?? assert.fail(`${text} is no amount`);
}

export function units(text: string): number {
  return parseScaled(text, E8) ?? assert.fail(`${text} is no quantity`);
}

export function keyOf(instrument: Instrument): string {
  return instrument.kind === 'OPTION' ? instrument.symbol : instrument.ticker;
}

function tickerOf({ instrument, description }: Transaction): string | null {
  return instrument?.ticker ?? tickerOfCompany(description);
}
