import type { Parsed } from '../../../../model/transaction.ts';
import { readJson } from '../../parse/json-text.ts';
import { parseSchwabApi } from './api/answers.ts';
import { readExportedCsv } from './exports/csv.ts';
import { readExportedJson } from './exports/json.ts';
import { type ReadExport, toParsed } from './exports/read.ts';
import { badFile, type Fault, isFault, onlyProblem } from './faults.ts';
import { LONGEST_TEXT, TOO_LONG } from './limits.ts';

const UNNAMED = 'account';

/** What Schwab's website exports, as CSV or JSON. An account the file itself names comes before the one given. */
export function parseSchwabExport(text: string, account: string = UNNAMED): Parsed {
  const read = readSchwabExport(text, account);
  return isFault(read) ? onlyProblem(badFile(read)) : toParsed(read);
}

/** The same, line by line. */
export function readSchwabExport(text: string, account: string = UNNAMED): ReadExport | Fault {
  return refusalOf(text) ?? exported(text, account);
}

/** Any file Schwab's rows come in: an answer of its API, or an export; a sentence where it is neither. */
export function parseSchwabFile(text: string): Parsed | { readonly sentence: string } {
  const parsed = refusalOf(text) ?? parseKnown(text);
  return isFault(parsed) ? { sentence: badFile(parsed).message } : parsed;
}

function parseKnown(text: string): Parsed | Fault {
  if (!isJson(text)) return understood(readExportedCsv(text, UNNAMED));
  const read = readJson(text);
  if (isFault(read)) return read;
  const isAnswer = Array.isArray(read.value) || Object.hasOwn(Object(read.value), 'activityId');
  return isAnswer ? parseSchwabApi(read.value) : understood(readExportedJson(read.value, UNNAMED));
}

function understood(read: ReadExport | Fault): Parsed | Fault {
  return isFault(read) ? read : toParsed(read);
}

function exported(text: string, account: string): ReadExport | Fault {
  if (!isJson(text)) return readExportedCsv(text, account);
  const read = readJson(text);
  return isFault(read) ? read : readExportedJson(read.value, account);
}

function refusalOf(text: string): Fault | null {
  if (text.length > LONGEST_TEXT) return TOO_LONG;
  const start = text.slice(0, 1000);
  if (start.trim() === '') return { fault: 'is empty' };
  // UTF-16 read as UTF-8 has a zero behind each letter.
  if (start.includes('\0'))
    return { fault: 'is no text in UTF-8: save it as "CSV UTF-8" and choose it again' };
  return null;
}

export function isJson(text: string): boolean {
  return /^\uFEFF?\s*[[{]/.test(text.slice(0, 1000));
}
