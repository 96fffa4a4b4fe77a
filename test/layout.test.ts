import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { build } from 'esbuild';
import { root } from '../src/root.ts';
import { type Edge, faultOf, foldersOf, readEdges } from './support/layout.ts';
import { drawMap } from './support/map.ts';

const edges = readEdges(path.join(root, 'src'));
const planted = (from: string, to: string): Edge => ({ from, to });

test('every import goes downwards, through doors, and stays out of pure places', () => {
  assert.deepEqual(edges.map(faultOf).filter(Boolean), []);
});

test('every folder under src/features stands in the table of features', () => {
  assert.deepEqual(
    foldersOf(path.join(root, 'src/features')).filter((name) =>
      faultOf(planted(`features/${name}/x.ts`, 'lib/x.ts')),
    ),
    [],
  );
  assert.match(faultOf(planted('features/surprise/routes.ts', 'web/faces.ts')), /unknown feature/);
});

test('the edges read are those the bundler sees, and more files than a floor', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-edges-'));
  try {
    const { metafile } = await build({
      entryPoints: ['server.ts', 'cli.ts', 'sync-worker.ts', 'settle-worker.ts'].map((file) =>
        path.join(root, 'src', file),
      ),
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      metafile: true,
      logLevel: 'silent',
      write: false,
      absWorkingDir: root,
    });
    const seen = Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
      imports.filter(({ path: to }) => to.startsWith('src/')).map(({ path: to }) => `${from} > ${to}`),
    );
    const read = new Set(edges.map(({ from, to }) => `src/${from} > src/${to}`));
    assert.deepEqual(
      seen.filter((edge) => edge.startsWith('src/') && !read.has(edge)),
      [],
    );
    assert.ok(seen.length > 150, `only ${seen.length} edges`);
    assert.ok(new Set(edges.map(({ from }) => from)).size > 60);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const FORBIDDEN: readonly (readonly [story: string, edge: Edge, fault: RegExp])[] = [
  ['a library in an engine, even as a type', planted('features/auth/engine/lockout.ts', 'fastify'), /pure/],
  ['node in a view', planted('features/users/view.ts', 'node:fs'), /pure/],
  ['SQL outside a store', planted('features/users/actions.ts', 'drizzle-orm'), /SQL/],
  ['Fastify outside the web', planted('features/users/actions.ts', 'fastify'), /Fastify/],
  ['the network outside a client', planted('features/users/actions.ts', 'undici'), /network/],
  ['another feature by the window', planted('features/auth/routes.ts', 'features/users/store.ts'), /door/],
  ['a feature below', planted('features/users/actions.ts', 'features/auth/index.ts'), /below/],
  ['the roof', planted('features/users/routes.ts', 'app.ts'), /roof/],
  ['the web from the model', planted('model/roles.ts', 'web/faces.ts'), /upwards/],
  ['the database from the web', planted('lib/decimal.ts', 'db/open.ts'), /upwards/],
  ['the environment outside config.ts', planted('web/view.ts', 'process.env'), /environment/],
];

for (const [story, edge, fault] of FORBIDDEN) {
  test(`named when it happens: ${story}`, () => assert.match(faultOf(edge), fault));
}

test('docs/map.md shows the doors that are really opened', () => {
  const file = path.join(root, 'docs/map.md');
  const text = readFileSync(file, 'utf8');
  const drawn = text.replace(/```mermaid[\s\S]*?```|<!-- map -->/, drawMap(edges));
  if (process.env['UPDATE_MAP']) writeFileSync(file, drawn);
  else assert.equal(text, drawn);
});
