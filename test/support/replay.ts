import assert from 'node:assert/strict';
import { groupIntoCampaigns, replayJson } from '../../src/features/campaigns/index.ts';
import type { IsoDate } from '../../src/lib/dates.ts';
import { E4, E6, E8, formatScaled, parseScaled } from '../../src/lib/decimal.ts';
import { parseOccSymbol } from '../../src/model/instrument.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { type LedgerRow, ledger } from './ledger.ts';

/** What the command `replay` prints: decimals are texts. */
export interface Replay {
  readonly campaigns: readonly ReplayCampaign[];
  readonly suggestions: readonly ReplaySuggestion[];
  readonly problems: readonly { code: string; message: string; transactionIds: readonly string[] }[];
  readonly unassigned: readonly { transactionId: string; quantity: string; cash: string; why: string }[];
}

export interface ReplayCampaign {
  readonly id: string;
  readonly account: string;
  readonly ticker: string;
  readonly status: string;
  readonly strategy: string;
  readonly phase: string;
  readonly startedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly rollCount: number;
  readonly cash: string;
  readonly realised: string | null;
  readonly realisedTax: string | null;
  readonly premium: string;
  readonly dividends: string;
  readonly fees: string;
  readonly shares: string;
  readonly basis: { readonly economic: string; readonly tax: string } | null;
  readonly openLegs: readonly { readonly symbol: string; readonly quantity: string }[];
  readonly rolls: readonly ReplayRoll[];
  readonly allocations: readonly ReplayAllocation[];
}

export interface ReplayRoll {
  readonly on: IsoDate;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly netCredit: string;
  readonly reason: string;
  readonly confidence: number | string;
}

export interface ReplayAllocation {
  readonly transactionId: string;
  readonly quantity: string;
  readonly cash: string;
  readonly role: string;
  readonly why: string;
}

export interface ReplaySuggestion {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly pairs: readonly {
    readonly closing: string;
    readonly opening: string;
    readonly quantity: string;
  }[];
  readonly confidence: number | string;
  readonly why: string;
}

type DecisionBody =
  | { readonly kind: 'move'; transactionId: string; symbol?: string; quantity?: string; to: string }
  | { readonly kind: 'link'; closing: string; opening: string; quantity?: string }
  | { readonly kind: 'unlink'; closing: string; opening: string }
  | { readonly kind: 'accept' | 'reject'; suggestion: string }
  | { readonly kind: 'lock'; campaign: string }
  | { readonly kind: 'ex-date'; transactionId: string; exDate: IsoDate }
  | { readonly kind: 'cost'; transactionId: string; cost: string };

export type TestDecision = DecisionBody & { readonly id: string; readonly account?: string };

export interface Circumstances {
  readonly decisions?: readonly TestDecision[];
  readonly asOf?: IsoDate;
  /** What the underlying closed at: { 'KO 2026-03-20': '58.20' }. */
  readonly closes?: Readonly<Record<string, string>>;
  /** The first column, where decisions make it another than the table's. */
  readonly column?: string;
  /** What the table cannot say: an odd contract, fees by name. */
  readonly retouch?: (transaction: Transaction) => Transaction;
}

export function replayOf(
  transactions: readonly Transaction[],
  { decisions = [], asOf, closes = {} }: Circumstances = {},
): Replay {
  const closeOn = (ticker: string, on: IsoDate) => parseScaled(closes[`${ticker} ${on}`] ?? '', E6);
  const options = { asOf: asOf ?? null, rollWindowMinutes: 10, closeOn };
  return replayJson(groupIntoCampaigns(transactions, decisions, options));
}

/**
 * Groups a ledger, and holds the result against its first column. Whatever the case, no cent and no unit of a row may
 * be lost, and the order of arrival may not count.
 */
export function group(text: string, circumstances: Circumstances = {}): Desk {
  const table = recolumned(ledger(text), circumstances);
  const transactions = table.map(({ transaction }) => transaction);
  const replay = replayOf(transactions, circumstances);
  const names = nameCampaigns(replay, table);
  for (const transaction of transactions) assertNothingLost(replay, transaction);
  for (const campaign of replay.campaigns) assertWellFormed(campaign);
  for (const { code, message } of replay.problems) assert.notEqual(message, '', code);
  assert.equal(
    JSON.stringify(replayOf(transactions.toReversed(), circumstances)),
    JSON.stringify(replay),
    'rows that arrive in another order are grouped differently',
  );
  return new Desk(replay, names);
}

export class Desk {
  readonly replay: Replay;
  readonly #ids: ReadonlyMap<string, string>;

  constructor(replay: Replay, ids: ReadonlyMap<string, string>) {
    this.replay = replay;
    this.#ids = ids;
  }

  /** The campaign of this letter. */
  at(letter: string): ReplayCampaign {
    const found = this.replay.campaigns.find(({ id }) => id === this.#ids.get(letter));
    return found ?? assert.fail(`there is no campaign ${letter}`);
  }

  shows(letter: string, expected: Partial<Figures>): void {
    const figures = figuresOf(this.at(letter));
    const keys = Object.keys(expected) as (keyof Figures)[];
    assert.deepEqual(
      Object.fromEntries(keys.map((key) => [key, figures[key]])),
      expected,
      `campaign ${letter}`,
    );
  }

  get problems(): readonly string[] {
    return this.replay.problems.map(({ code }) => code).toSorted();
  }

  /** 'ROLL A > B: 2 > 3 x1' */
  get suggestions(): readonly string[] {
    const letters = new Map([...this.#ids].map(([letter, id]) => [id, letter]));
    const pairsOf = ({ pairs }: ReplaySuggestion) =>
      pairs.map(({ closing, opening, quantity }) => `${closing} > ${opening} x${quantity}`).join(', ');
    return this.replay.suggestions.map(
      (one) => `${one.kind} ${letters.get(one.from)} > ${letters.get(one.to)}: ${pairsOf(one)}`,
    );
  }

  /** The only suggestion of its kind. */
  suggestion(kind: string): ReplaySuggestion {
    const [found, ...more] = this.replay.suggestions.filter((one) => one.kind === kind);
    assert.equal(more.length, 0, `more than one suggestion ${kind}`);
    return found ?? assert.fail(`there is no suggestion ${kind}`);
  }

  /** Row, quantity, cash: '3 -2 318.68'. */
  get unassigned(): readonly string[] {
    return this.replay.unassigned.map((part) => `${part.transactionId} ${part.quantity} ${part.cash}`);
  }

  whyUnassigned(transactionId: string): string {
    return this.replay.unassigned.find((part) => part.transactionId === transactionId)?.why ?? '';
  }
}

export interface Figures extends Omit<ReplayCampaign, 'basis' | 'openLegs' | 'rolls' | 'allocations'> {
  /** Economic and tax: '18.9482 19.4566'. */
  readonly basis: string | null;
  /** '-2 KO 60P 20Mar26' */
  readonly openLegs: readonly string[];
  /** '2026-03-18 2 KO 60P 20Mar26 > KO 59P 17Apr26 47.36' */
  readonly rolls: readonly string[];
  /** Row, role, quantity, cash, parts of one role added up: '3 ADJUSTMENT -2 318.68'. */
  readonly rows: readonly string[];
}

function figuresOf(campaign: ReplayCampaign): Figures {
  const { basis, openLegs, rolls, allocations, ...plain } = campaign;
  return {
    ...plain,
    basis: basis && `${basis.economic} ${basis.tax}`,
    openLegs: openLegs.map(({ symbol, quantity }) => `${quantity} ${spoken(symbol)}`),
    rolls: rolls
      .map(
        (roll) => `${roll.on} ${roll.quantity} ${spoken(roll.from)} > ${spoken(roll.to)} ${roll.netCredit}`,
      )
      .toSorted(),
    rows: allocationsByRole(allocations),
  };
}

function allocationsByRole(allocations: readonly ReplayAllocation[]): readonly string[] {
  const groups = Object.groupBy(allocations, ({ transactionId, role }) => `${transactionId} ${role}`);
  return Object.entries(groups)
    .map(([key, parts = []]) => {
      const quantity = formatScaled(sum(parts, 'quantity', E8), E8);
      return `${key} ${quantity} ${cents(sum(parts, 'cash', E4))}`;
    })
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `KO    260320P00060000` is 'KO 60P 20Mar26'. */
function spoken(symbol: string): string {
  assert.equal(symbol.length, 21, `"${symbol}" is not a symbol of 21 signs`);
  const { root, expiresOn, type, strikeE6 } = parseOccSymbol(symbol) ?? assert.fail(symbol);
  const [year = '', month = '', day = ''] = expiresOn.split('-');
  const expiry = `${day}${MONTHS[Number(month) - 1]}${year.slice(2)}`;
  return `${root} ${strikeE6 / 1_000_000}${type === 'PUT' ? 'P' : 'C'} ${expiry}`;
}

function recolumned(
  table: readonly LedgerRow[],
  { column, retouch = (transaction) => transaction }: Circumstances,
): readonly LedgerRow[] {
  const letters = column?.split(' ');
  return table.map((row, index) => ({
    ...row,
    campaign: letters?.[index] ?? row.campaign,
    transaction: retouch(row.transaction),
  }));
}

function nameCampaigns(replay: Replay, table: readonly LedgerRow[]): ReadonlyMap<string, string> {
  const holders = (row: LedgerRow) => holdersOf(replay, row.transaction);
  const ids = new Map<string, string>();
  // Rows of one campaign first: they tell which is which where a row is shared.
  for (const row of table.toSorted((a, b) => a.campaign.length - b.campaign.length)) {
    const [letter, ...letters] = row.campaign.split('+').filter((one) => /[A-Z]/.test(one) && !ids.has(one));
    const [id, ...others] = holders(row).filter((one) => ![...ids.values()].includes(one));
    if (letter && id && letters.length === 0 && others.length === 0) ids.set(letter, id);
  }
  const letters = new Map([...ids].map(([letter, id]) => [id, letter]));
  const found = table.map((row) => {
    const named = holders(row).map((id) => letters.get(id) ?? '?');
    const outside = isOutside(replay, row.transaction) ? ['-'] : [];
    return `${[...named.toSorted(), ...outside].join('+')} | ${row.text}`;
  });
  assert.deepEqual(
    found,
    table.map((row, index) => (row.campaign === '' ? found[index] : `${row.campaign} | ${row.text}`)),
    'the campaigns of the first column',
  );
  if (table.every(({ campaign }) => campaign !== ''))
    assert.equal(replay.campaigns.length, ids.size, 'campaigns that no row tells of');
  return ids;
}

// An id is unique within its account only.
function holdersOf(replay: Replay, { id, account }: Transaction): readonly string[] {
  return replay.campaigns
    .filter(
      (campaign) =>
        campaign.account === account &&
        campaign.allocations.some(({ transactionId }) => transactionId === id),
    )
    .map((campaign) => campaign.id);
}

function isOutside(replay: Replay, { id }: Transaction): boolean {
  return replay.unassigned.some(({ transactionId }) => transactionId === id);
}

function assertNothingLost(replay: Replay, { id, account, kind, netE4, quantityE8 }: Transaction): void {
  const campaigns = replay.campaigns.filter((campaign) => campaign.account === account);
  const allocations = campaigns.flatMap((campaign) => campaign.allocations);
  const parts = [...allocations, ...replay.unassigned].filter(({ transactionId }) => transactionId === id);
  assert.equal(cents(sum(parts, 'cash', E4)), cents(netE4), `the cash of row ${id}`);
  // A split adds to what one campaign holds and to what another owes: its row has the difference.
  const sizeOf = (quantity: number) => (kind === 'SPLIT' ? quantity : Math.abs(quantity));
  const units = parts.map(({ quantity }) => sizeOf(scaled(quantity, E8))).reduce((a, b) => a + b, 0);
  assert.equal(units, sizeOf(quantityE8), `the units of row ${id}`);
}

function assertWellFormed(campaign: ReplayCampaign): void {
  const amounts = ['cash', 'realised', 'realisedTax', 'premium', 'dividends', 'fees'] as const;
  for (const name of amounts) assert.match(campaign[name] ?? '0.00', /^(?!-0\.00$)-?\d+\.\d\d$/, name);
  for (const name of ['economic', 'tax'] as const)
    assert.match(campaign.basis?.[name] ?? '0.0000', /^-?\d+\.\d{4}$/, name);
  for (const { reason, confidence } of campaign.rolls) {
    assert.notEqual(reason, '');
    assert.ok(Number(confidence) >= 0 && Number(confidence) <= 1, `${confidence} is no confidence`);
  }
  for (const { transactionId, why } of campaign.allocations)
    assert.notEqual(why, '', `why row ${transactionId} is there`);
  const isOver = campaign.openLegs.length === 0 && campaign.shares === '0';
  if (campaign.status === 'CLOSED')
    assert.ok(isOver && campaign.basis === null && campaign.phase === 'CLOSED' && campaign.closedOn !== null);
  else assert.equal(campaign.closedOn, null);
}

function sum<K extends 'cash' | 'quantity'>(
  parts: readonly Readonly<Record<K, string>>[],
  key: K,
  scale: typeof E4 | typeof E8,
): number {
  return parts.reduce((total, part) => total + scaled(part[key], scale), 0);
}

function cents(amountE4: number): string {
  const text = (Math.round(amountE4 / 100) / 100).toFixed(2);
  return text === '-0.00' ? '0.00' : text;
}

function scaled(text: string, scale: typeof E4 | typeof E8): number {
  return parseScaled(text, scale) ?? assert.fail(`${text} is not a decimal`);
}
