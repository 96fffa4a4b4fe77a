import type { Parsed } from '../../../../model/transaction.ts';
import { parseSchwabApi } from './api/answers.ts';
import { parseExportedCsv } from './exports/csv.ts';
import { parseExportedJson } from './exports/json.ts';
import { badFile, type Fault, isFault, onlyProblem } from './faults.ts';
import { readJson } from './json-text.ts';
import { LONGEST_TEXT, TOO_LONG } from './limits.ts';

const UNNAMED = 'account';

/** What Schwab's website exports, as CSV or JSON. An account the file itself names comes before the one given. */
export function parseSchwabExport(text: string, account: string = UNNAMED): Parsed {
  const parsed = refusalOf(text) ?? exported(text, account);
  if (!isFault(parsed)) return parsed;
  return onlyProblem(badFile(parsed));
}

/** Any file Schwab's rows come in: an answer of its API, or an export; a sentence where it is neither. */
export function parseSchwabFile(text: string): Parsed | { readonly sentence: string } {
  const parsed = refusalOf(text) ?? parseKnown(text);
  return isFault(parsed) ? { sentence: badFile(parsed).message } : parsed;
}

function parseKnown(text: string): Parsed | Fault {
  if (!isJson(text)) return parseExportedCsv(text, UNNAMED);
  const read = readJson(text);
  if (isFault(read)) return read;
  const isAnswer = Array.isArray(read.value) || Object.hasOwn(Object(read.value), 'activityId');
  return isAnswer ? parseSchwabApi(read.value) : parseExportedJson(read.value, UNNAMED);
}

function exported(text: string, account: string): Parsed | Fault {
  if (!isJson(text)) return parseExportedCsv(text, account);
  const read = readJson(text);
  return isFault(read) ? read : parseExportedJson(read.value, account);
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

function isJson(text: string): boolean {
  return /^\uFEFF?\s*[[{]/.test(text.slice(0, 1000));
}
