/**
 * Rule: the same fields in another order are the same row. Example: `{"a":1,"b":[2]}` and `{ "b": [2], "a": 1 }` have one
 * canonical text. What is no JSON is its own.
 */
export function canonical(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), sorted);
  } catch {
    return text;
  }
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
