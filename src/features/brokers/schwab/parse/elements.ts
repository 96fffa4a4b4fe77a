import { type Fault, isFault } from '../../parse/faults.ts';
import { readAnswer } from './answer-text.ts';

/**
 * Rule: each element of a list keeps the very letters it came in, so that what is stored can be compared with what
 * comes later, and numbers too long for JavaScript lose no digit. The list is cut before it is understood:
 * `[{"a":1},{"a":2}]` is `{"a":1}` and `{"a":2}`.
 */
export function splitElements(text: string): readonly string[] | Fault {
  const list = /^\uFEFF?\s*\[/.exec(text)?.[0];
  if (list === undefined) return noList(text);
  const elements: string[] = [];
  let at = skipSpace(text, list.length);
  if (text[at] === ']') return endsAt(text, at + 1, elements);
  while (text[at] === '{') {
    const end = endOfObject(text, at);
    elements.push(text.slice(at, end));
    const next = skipSpace(text, end);
    if (text[next] === ']') return endsAt(text, next + 1, elements);
    if (text[next] !== ',') return BROKEN;
    at = skipSpace(text, next + 1);
  }
  return at < text.length ? { fault: 'has a row that is none' } : BROKEN;
}

const BROKEN = { fault: 'is not whole: it breaks off, or goes on as something else' };

function noList(text: string): Fault {
  const read = readAnswer(text);
  return isFault(read) ? read : { fault: 'is no list of rows' };
}

function endsAt(text: string, end: number, elements: readonly string[]): readonly string[] | Fault {
  return skipSpace(text, end) === text.length ? elements : BROKEN;
}

// A text that ends inside the object is its own end: reading the element then says so.
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (' \n\r\t'.includes(text[at] ?? 'x')) at++;
  return at;
}
