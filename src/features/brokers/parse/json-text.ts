import type { Fault } from './faults.ts';

// Brokers' answers go six deep. Brackets in brackets by the million cost more memory than they have letters.
const DEEPEST = 50;
// Ten times those of 100,000 of Schwab's rows.
const MOST_BRACKETS = 10_000_000;
const [QUOTE, BACKSLASH] = [34, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/** The JSON of a file or an answer, or why there is none: it ends too early, or is something else. */
export function readJson(text: string): { readonly value: unknown } | Fault {
  if (isOvergrown(text)) return { fault: 'is JSON, but none that a broker writes' };
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return { fault: 'is not whole: it begins as JSON, but breaks off or goes on as something else' };
  }
}

function isOvergrown(text: string): boolean {
  if (hasFewBrackets(text)) return false;
  let [depth, count] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > DEEPEST || ++count > MOST_BRACKETS) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return false;
}

// A row has some twenty: counting them is ten times as fast as following them.
function hasFewBrackets(text: string): boolean {
  let count = 0;
  for (const bracket of ['[', '{'])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++count > DEEPEST) return false;
  return true;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
