/**
 * Rule: a booking belongs to the day it happened, not to the day it was posted, and things are told in the order they
 * happened. A removal (assignment, exercise, expiration, settlement) and its shares carry the session whose close made
 * them: posted on a session day from 09:30 on, that day; else the session before; never after the contract's own
 * expiration. Example: the put that expired on Friday 17 April and was posted on Saturday at 04:00 ended on Friday.
 */
import type { IsoDate } from '../../../../lib/dates.ts';
import { isSession, previousSession } from '../../../../lib/market-calendar.ts';
import { dateIn, wallTimeIn } from '../../../../lib/time-zones.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Transaction } from '../types.ts';

/** A row at its place in the story. */
export interface Event {
  readonly row: Transaction;
  readonly on: IsoDate;
  /** The shares of an assignment: they come and go with its contracts. */
  readonly isHalf: boolean;
}

/** A row of a contract. */
export type OptionEvent = Event & { readonly row: { readonly instrument: OptionContract } };

const NEW_YORK = 'America/New_York';
const REMOVALS: ReadonlySet<Transaction['kind']> = new Set([
  'ASSIGNMENT',
  'EXERCISE',
  'EXPIRATION',
  'CASH_SETTLEMENT',
]);

/** A row without an order is one of its own. */
export function orderOf({ row }: Event): string {
  return row.orderId ?? `${row.id}/${row.part}`;
}

export function isOfContract(event: Event): event is OptionEvent {
  return event.row.instrument?.kind === 'OPTION';
}

export function isRemoval({ kind }: Transaction): boolean {
  return REMOVALS.has(kind);
}

/** Of a removal, and of the shares that come or go with it. */
export function eventDate(row: Transaction, contract: OptionContract): IsoDate {
  const on = row.effectiveOn ?? sessionOf(row);
  return on > contract.expiresOn ? contract.expiresOn : on;
}

function sessionOf({ executedAt, tradedOn, hasTime }: Transaction): IsoDate {
  if (!hasTime) return isSession(tradedOn) ? tradedOn : previousSession(tradedOn);
  const date = dateIn(executedAt, NEW_YORK);
  return isSession(date) && wallTimeIn(executedAt, NEW_YORK) >= '09:30' ? date : previousSession(date);
}

/** Dates first, then the instant; removals after the day's trades; what opens before what closes; ids last. */
export function compareEvents(a: Event, b: Event): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return (
    turnOf(a) - turnOf(b) ||
    instantOf(a) - instantOf(b) ||
    openingFirst(a) - openingFirst(b) ||
    compareRows(a.row, b.row)
  );
}

/** By id; of one account, as an id is unique in its own only, and of one row's parts. */
export function compareRows(a: Transaction, b: Transaction): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return compareIds(a.id, b.id) || a.part - b.part;
}

/** Numbers first, and as numbers: 9 before 10, however long they are. */
export function compareIds(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (isNumber && a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// Dividends go to who held at the start of the day, and a split is the day's first news: whoever trades comes after.
const NEWS = 0;
const TRADES = 1;
const REMOVED = 2;

function turnOf({ row, isHalf }: Event): number {
  if (row.kind === 'DIVIDEND' || row.kind === 'WITHHOLDING') return NEWS;
  if (row.kind === 'SPLIT' && !row.hasTime) return NEWS;
  return isRemoval(row) || isHalf ? REMOVED : TRADES;
}

function instantOf(event: Event): number {
  return turnOf(event) === TRADES ? event.row.executedAt : 0;
}

/** Of one instant: what opens or brings shares, what closes, and last what takes shares, of which some are free by then. */
function openingFirst({ row, isHalf }: Event): number {
  if (isHalf) return row.quantityE8 > 0 ? 0 : 2;
  if (row.kind === 'TRADE') return row.effect === 'CLOSING' ? 1 : 0;
  if (row.kind === 'DIVIDEND' || bringsShares(row)) return 0;
  return row.kind === 'ASSIGNMENT' || row.kind === 'EXERCISE' ? 2 : 1;
}

/** A put assigned or a call exercised brings shares; the other two take them away. */
export function bringsShares({ kind, instrument }: Transaction): boolean {
  if (instrument?.kind !== 'OPTION') return false;
  return instrument.type === 'PUT' ? kind === 'ASSIGNMENT' : kind === 'EXERCISE';
}
