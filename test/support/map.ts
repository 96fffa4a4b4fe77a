import type { Edge } from './layout.ts';

/** The features and the doors they really open, as a diagram; drawn from the imports, not from intentions. */
export function drawMap(edges: readonly Edge[]): string {
  const arrows = edges
    .map(({ from, to }) => [roomOf(from), roomOf(to)] as const)
    .filter(([from, to]) => from !== '' && to !== '' && from !== to)
    .map(([from, to]) => `  ${from} --> ${to}`);
  return ['```mermaid', 'flowchart TD', ...[...new Set(arrows)].toSorted(), '```'].join('\n');
}

const GROUND = ['lib', 'model', 'db', 'web'];

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  if (first === 'features') return second;
  if (GROUND.includes(first)) return first;
  return first.endsWith('.ts') && ['app.ts', 'server.ts', 'cli.ts', 'jobs.ts'].includes(first)
    ? first.slice(0, -3)
    : '';
}
