/**
 * What a correction changed: each value that is another one, under the path it stands at. Example: a netAmount of 51 that
 * became 51.34 is `netAmount: 51 → 51.34`; an item that was added has nothing before it. Of what is no JSON the whole
 * text is one value.
 */
export interface Difference {
  readonly path: string;
  /** As JSON; null where there was none, or is none any more. */
  readonly before: string | null;
  readonly after: string | null;
}

export function differences(before: string, after: string): readonly Difference[] {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const paths = new Set([...old.keys(), ...fresh.keys()]);
  return [...paths]
    .map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }))
    .filter((one) => one.before !== one.after);
}

function leavesOf(text: string): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  try {
    collect(JSON.parse(text), '', leaves);
  } catch {
    leaves.set('', text);
  }
  return leaves;
}

const DEEPEST = 20;

function collect(value: unknown, path: string, leaves: Map<string, string>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth === DEEPEST) {
    leaves.set(path, JSON.stringify(value));
    return;
  }
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value))
    collect(
      inner,
      isList ? `${path}[${Number(name) + 1}]` : path === '' ? name : `${path}.${name}`,
      leaves,
      depth + 1,
    );
}
