import { addDays, type IsoDate } from '../../src/lib/dates.ts';
import { E4, E6, E8, parseScaled, type Scale } from '../../src/lib/decimal.ts';
import { product } from '../../src/lib/rounding.ts';
import { dateIn, wallTimeIn } from '../../src/lib/time-zones.ts';
import { formatOccSymbol, type Instrument, isCashSettled, tickerOf } from '../../src/model/instrument.ts';
import type { Transaction, TransactionKind } from '../../src/model/transaction.ts';

/**
 * Trades as a trader notes them, one row a line, New York times, ids counting the rows from 1:
 *
 *     A   | 2026-03-02 10:31  STO 2 KO 60P 20Mar @0.95      order 1
 *     A+B | 2026-03-18 10:02  BTC 2 KO 60P 20Mar @1.35      order 2
 *     A   | 2026-04-18 03:25  shares +200 KO @59            "COCA COLA CO"
 *     A   | 2026-04-18 03:30  assigned 2 KO 59P 17Apr
 *     -   | 2026-05-07        dividend 102.00               "COCA COLA CO"
 *
 * The first column is the campaign the row belongs in, `-` for none; it may be left out. `bought` and `sold` are
 * shares traded; `shares` are delivered, without an order. An order not named is the row's own. A contract costs
 * 0.66 unless `fee` says what the row costs. Further: `id 17`, `account B`, `no effect`, `effect OPENING`,
 * `cash -1500` (of a removal), `as of 2026-03-20`.
 */
export function ledger(text: string): readonly LedgerRow[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => rowOf(line.trim(), String(index + 1)));
}

export interface LedgerRow {
  readonly campaign: string;
  readonly text: string;
  readonly transaction: Transaction;
}

export function rows(text: string): readonly Transaction[] {
  return ledger(text).map(({ transaction }) => transaction);
}

/** 'KO 60P 20Mar26' */
export function contract(text: string): string {
  const instrument = instrumentOf(text, '2026-01-01');
  return instrument?.kind === 'OPTION' ? instrument.symbol : unreadable(text);
}

interface Verb {
  readonly kind: TransactionKind;
  readonly sign: 1 | -1;
  readonly effect: Transaction['effect'];
  readonly ordered?: true;
}

const VERBS: Readonly<Record<string, Verb>> = {
  STO: { kind: 'TRADE', sign: -1, effect: 'OPENING', ordered: true },
  BTC: { kind: 'TRADE', sign: 1, effect: 'CLOSING', ordered: true },
  BTO: { kind: 'TRADE', sign: 1, effect: 'OPENING', ordered: true },
  STC: { kind: 'TRADE', sign: -1, effect: 'CLOSING', ordered: true },
  bought: { kind: 'TRADE', sign: 1, effect: 'OPENING', ordered: true },
  sold: { kind: 'TRADE', sign: -1, effect: 'CLOSING', ordered: true },
  shares: { kind: 'TRADE', sign: 1, effect: null },
  assigned: { kind: 'ASSIGNMENT', sign: 1, effect: 'CLOSING' },
  exercised: { kind: 'EXERCISE', sign: -1, effect: 'CLOSING' },
  expired: { kind: 'EXPIRATION', sign: 1, effect: 'CLOSING' },
  settled: { kind: 'CASH_SETTLEMENT', sign: 1, effect: 'CLOSING' },
  split: { kind: 'SPLIT', sign: 1, effect: null },
  adjusted: { kind: 'ADJUSTMENT', sign: 1, effect: null },
  transfer: { kind: 'TRANSFER', sign: 1, effect: null },
  dividend: { kind: 'DIVIDEND', sign: 1, effect: null },
  withheld: { kind: 'WITHHOLDING', sign: 1, effect: null },
  deposit: { kind: 'CASH', sign: 1, effect: null },
  interest: { kind: 'CASH', sign: 1, effect: null },
};

const LINE = /^(?:([A-Z+-]*) *\| *)?(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))? +(\w+) +([+-]?[\d.]+)(.*)$/;

function rowOf(line: string, nextId: string): LedgerRow {
  const [, campaign = '', date = '', time, name = '', amount = '', rest = ''] =
    LINE.exec(line) ?? unreadable(line);
  const verb = VERBS[name] ?? unreadable(line);
  const clause = (pattern: RegExp): string | null => pattern.exec(rest)?.[1] ?? null;
  const id = clause(/\bid (\d+)/) ?? nextId;
  const transaction: Transaction = {
    id,
    part: 0,
    account: clause(/\baccount (\S+)/) ?? 'MAIN',
    orderId: clause(/\border (\S+)/) ?? (verb.ordered ? `9000${id}` : null),
    executedAt: time === undefined ? Date.parse(`${date}T00:00:00Z`) : newYork(date, time),
    tradedOn: date,
    hasTime: time !== undefined,
    effectiveOn: clause(/\bas of (\S+)/),
    kind: verb.kind,
    ...moved(verb, amount, rest, date),
    effect: effectOf(verb, name, amount, rest),
    currency: 'USD',
    description: clause(/"([^"]*)"/) ?? '',
  };
  return { campaign, text: line.replace(/^[^|]*\| */, ''), transaction };
}

type Moved = Pick<Transaction, 'instrument' | 'quantityE8' | 'priceE6' | 'feesE4' | 'netE4'>;

function moved(verb: Verb, amount: string, rest: string, date: IsoDate): Moved {
  const clause = (pattern: RegExp): string | undefined => pattern.exec(rest)?.[1];
  const instrument = instrumentOf(rest, date);
  if (instrument === null)
    return { instrument, quantityE8: 0, priceE6: null, feesE4: {}, netE4: scaled(amount, E4) };
  const quantityE8 = verb.sign * scaled(amount, E8);
  const price = clause(/@([\d.]+)/);
  const priceE6 = price === undefined ? null : scaled(price, E6);
  const fee = clause(/\bfee ([\d.]+)/);
  const feeE4 = fee === undefined ? usualFeeE4(verb, instrument, quantityE8) : scaled(fee, E4);
  const cashE4 = scaled(clause(/\bcash (\S+)/) ?? '0', E4);
  const netE4 = (priceE6 === null ? cashE4 : -costE4(quantityE8, priceE6, instrument)) - feeE4;
  return { instrument, quantityE8, priceE6, feesE4: feeE4 === 0 ? {} : { COMMISSION: feeE4 }, netE4 };
}

function effectOf(verb: Verb, name: string, amount: string, rest: string): Transaction['effect'] {
  if (/\bno effect\b/.test(rest)) return null;
  if (/\beffect OPENING\b/.test(rest)) return 'OPENING';
  if (name === 'shares') return amount.startsWith('-') ? 'CLOSING' : 'OPENING';
  return verb.effect;
}

function usualFeeE4({ kind }: Verb, instrument: Instrument, quantityE8: number): number {
  return kind === 'TRADE' && instrument.kind === 'OPTION' ? product(Math.abs(quantityE8), 6600, -8) : 0;
}

function costE4(quantityE8: number, priceE6: number, instrument: Instrument): number {
  return product(quantityE8, priceE6, -10) * (instrument.kind === 'OPTION' ? instrument.multiplier : 1);
}

const OPTION = /^ *([A-Z0-9.]+) ([\d.]+)([PC]) (\d\d?)([A-Z][a-z]{2})(\d\d)?\b/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function instrumentOf(text: string, on: IsoDate): Instrument | null {
  const [option, root = '', strike = '', letter, day = '', month = '', year] = OPTION.exec(text) ?? [];
  if (option === undefined) {
    const ticker = /^ *([A-Z][A-Z0-9.]*)/.exec(text)?.[1];
    return ticker === undefined ? null : { kind: 'SHARE', ticker };
  }
  const monthAndDay = `${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const expiresOn = year === undefined ? nextDate(monthAndDay, on) : `20${year}-${monthAndDay}`;
  const type = letter === 'P' ? 'PUT' : 'CALL';
  const ticker = tickerOf(root);
  const symbol = formatOccSymbol({ root, expiresOn, type, strikeE6: scaled(strike, E6) });
  const deliverableE8 = isCashSettled(ticker) ? 0 : scaled('100', E8);
  const strikeE6 = scaled(strike, E6);
  return { kind: 'OPTION', symbol, ticker, expiresOn, type, strikeE6, multiplier: 100, deliverableE8 };
}

// A removal is posted some days after the expiry it names.
function nextDate(monthAndDay: string, on: IsoDate): IsoDate {
  const year = Number(on.slice(0, 4));
  const soon = `${year}-${monthAndDay}`;
  return soon >= addDays(on, -9) ? soon : `${year + 1}-${monthAndDay}`;
}

function newYork(date: IsoDate, time: string): number {
  const instants = [4, 5].map((hours) => Date.parse(`${date}T${time}:00Z`) + hours * 3_600_000);
  const zone = 'America/New_York';
  const there = (instant: number) => `${dateIn(instant, zone)} ${wallTimeIn(instant, zone)}`;
  return instants.find((instant) => there(instant) === `${date} ${time}:00`) ?? unreadable(`${date} ${time}`);
}

function scaled(text: string, scale: Scale): number {
  return parseScaled(text, scale) ?? unreadable(text);
}

function unreadable(text: string): never {
  throw new Error(`the ledger cannot read: ${text}`);
}
