import * as z from 'zod';
import type { Parsed } from '../../../../model/transaction.ts';
import { readJson } from '../../parse/json-text.ts';
import { activityKey } from '../payloads.ts';
import { parseSchwabApi } from './api/answers.ts';
import { badRow, type Fault, isFault } from './faults.ts';
import { readStamp } from './stamps.ts';

/** An element as it came, with as much of it understood as it takes to keep it. */
export interface WrittenRow {
  readonly id: string;
  readonly happenedAt: number;
  readonly type: string;
  readonly text: string;
}

/** What stands for a time or a type that cannot be read: the row is kept, and said to be bad when it is parsed. */
export interface Asked {
  readonly from: number;
  readonly type: string;
  /** Whose rows they should be. */
  readonly account: string;
}

/** A row told twice is what it was told to be last. */
export function readRawRows(elements: readonly string[], asked: Asked): readonly WrittenRow[] | Fault {
  const rows = new Map<string, WrittenRow>();
  for (const [index, text] of elements.entries()) {
    const row = readRow(text, asked);
    if (isFault(row)) return { fault: `${row.fault} (row ${index + 1} of ${elements.length})` };
    rows.set(row.id, row);
  }
  return [...rows.values()];
}

/** What is kept of the rows, and what they mean. A row that cannot be understood is named by the id it is kept under. */
export function parseRawRows(rows: readonly Pick<WrittenRow, 'id' | 'text'>[]): Parsed {
  const read = rows.map(({ id, text }) => ({ id, value: readValue(text) }));
  const [good, bad] = [read.filter(isNamed), read.filter((row) => !isNamed(row))];
  const { transactions, problems } = parseSchwabApi(good.map(({ value }) => value));
  const unread = bad.map(({ id }) => badRow(id, { fault: 'cannot be read: it is no transaction of Schwab' }));
  return { transactions, problems: [...problems, ...unread] };
}

const outline = z.object({
  activityId: z.union([z.number(), z.string()]),
  accountNumber: z.string().catch(''),
  time: z.string().catch(''),
  tradeDate: z.string().catch(''),
  type: z.string().catch(''),
});

function readRow(text: string, asked: Asked): WrittenRow | Fault {
  const read = readJson(text);
  if (isFault(read)) return read;
  const row = outline.safeParse(read.value);
  const id = row.success ? idOf(text, row.data.activityId) : null;
  if (!row.success || id === null) return { fault: 'has a row without an id' };
  const { time, tradeDate, type, accountNumber } = row.data;
  if (![asked.account, ''].includes(accountNumber)) return { fault: 'has a row of another account' };
  const stamp = readStamp(time) ?? readStamp(tradeDate);
  return { id, happenedAt: stamp?.instant ?? asked.from, type: type || asked.type, text };
}

const DIGITS = /^[1-9]\d{0,29}$/;

function idOf(text: string, sent: number | string): string | null {
  const digits = typeof sent === 'string' || Number.isSafeInteger(sent) ? String(sent) : longIdIn(text, sent);
  return DIGITS.test(digits) ? digits : null;
}

// Beyond 2^53 JavaScript rounds: then the digits are those of the text that come to the same rounded number.
function longIdIn(text: string, rounded: number): string {
  const found = [...text.matchAll(/"activityId"\s*:\s*(\d{16,30})(?![\d.eE])/g)].map(
    ([, digits = '']) => digits,
  );
  return found.find((digits) => Number(digits) === rounded) ?? '';
}

function readValue(text: string): unknown {
  const read = readJson(text);
  return isFault(read) ? null : read.value;
}

function isNamed({ value }: { readonly value: unknown }): boolean {
  return activityKey.safeParse(value).success;
}
