import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** An import of src/, both ends relative to src/; a package or `process.env` by its name. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Top to bottom; each feature opens only the doors named here, all of them above it. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  users: ['audit'],
  auth: ['users', 'audit'],
  brokers: ['users', 'audit'],
  positions: ['brokers'],
  transactions: ['users', 'brokers', 'positions', 'audit'],
  prices: ['brokers'],
  connections: ['brokers', 'transactions', 'positions', 'prices', 'audit'],
  campaigns: ['users', 'brokers', 'transactions', 'positions', 'prices', 'audit'],
  dashboard: [
    'users',
    'auth',
    'audit',
    'brokers',
    'transactions',
    'positions',
    'prices',
    'connections',
    'campaigns',
  ],
  ops: [
    ...[
      'users',
      'auth',
      'audit',
      'brokers',
      'transactions',
      'positions',
      'prices',
      'connections',
      'campaigns',
    ],
    'dashboard',
  ],
};

/** Ground first: each layer uses what stands before it. */
const LAYERS = ['lib', 'model', 'db', 'web', 'features', 'roof'];
const DATABASE = ['drizzle-orm', 'better-sqlite3'];
const WEB = ['fastify', 'nunjucks', 'ws'];
const NETWORK = ['undici', 'node:http', 'node:https', 'node:net'];
const PURE_PACKAGES = ['zod', 'decimal.js'];
const PURE =
  /^(lib|model)\/|^features\/.*\/(engine|view|json|parse)\/|^features\/.*\/(view|json|forms|parse|payloads)\.ts$/;
const SQL = /\/(store|tables)\.ts$|\/store\/|^db\//;
const FASTIFY = /^web\/|\/(routes|socket)\.ts$|\/routes\/|^(app|serve|shell|logger)\.ts$/;

export function readEdges(folder: string): readonly Edge[] {
  return filesIn(folder).flatMap((file) => {
    const from = path.relative(folder, file);
    const text = readFileSync(file, 'utf8');
    const specifiers = [
      ...text.matchAll(
        /(?:^|\n)(?:import|export)\b[^'";]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
      ),
    ];
    const imports = specifiers.map(([, a, b, c]) => ({ from, to: resolve(folder, file, a ?? b ?? c ?? '') }));
    return text.includes('process.env') ? [...imports, { from, to: 'process.env' }] : imports;
  });
}

export function foldersOf(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isDirectory());
}

/** What is wrong with an import, or ''. */
export function faultOf(edge: Edge): string {
  const fault = unknownFeature(edge) || layerFault(edge) || packageFault(edge) || doorFault(edge);
  return fault && `${edge.from} > ${edge.to}: ${fault}`;
}

function unknownFeature({ from }: Edge): string {
  const feature = featureOf(from);
  return feature !== '' && !(feature in FEATURES) ? 'an unknown feature; add it to the table first' : '';
}

function packageFault(edge: Edge): string {
  const broken = (isOurs(edge.to) ? OWN_RULES : PACKAGE_RULES).find(({ breaks }) => breaks(edge));
  return broken?.sentence ?? '';
}

interface Rule {
  readonly sentence: string;
  readonly breaks: (edge: Edge) => boolean;
}

const OWN_RULES: readonly Rule[] = [
  {
    sentence: 'a pure place uses only pure places',
    breaks: ({ from, to }) => PURE.test(from) && !PURE.test(to),
  },
];

const PACKAGE_RULES: readonly Rule[] = [
  {
    sentence: 'only config.ts reads the environment',
    breaks: ({ from, to }) => to === 'process.env' && !READS_ENVIRONMENT.has(from),
  },
  {
    sentence: 'a pure place knows no library but zod and decimals',
    breaks: ({ from, to }) => PURE.test(from) && !PURE_PACKAGES.includes(to),
  },
  {
    sentence: 'SQL lives in stores, tables and db/',
    breaks: ({ from, to }) => belongsTo(to, DATABASE) && !SQL.test(from),
  },
  {
    sentence: 'Fastify lives in web/, routes and sockets',
    breaks: ({ from, to }) => belongsTo(to, WEB) && !FASTIFY.test(from),
  },
  {
    sentence: 'the network lives in files named client.ts',
    breaks: ({ from, to }) => belongsTo(to, NETWORK) && !/\/client\.ts$|^web\//.test(from),
  },
];

// The entries hand it to config.ts; INIT_CWD is where npm was called from.
const READS_ENVIRONMENT = new Set([
  'config.ts',
  'serve.ts',
  'sync-worker.ts',
  'settle-worker.ts',
  'cli/main.ts',
  'cli/command.ts',
]);

function layerFault({ from, to }: Edge): string {
  if (!isOurs(to) || to === 'config.ts' || to.startsWith('test/')) return '';
  if (layerOf(to) === 'roof' && layerOf(from) !== 'roof') return 'nothing imports the roof';
  return LAYERS.indexOf(layerOf(from)) < LAYERS.indexOf(layerOf(to))
    ? 'imports go downwards, not upwards'
    : '';
}

function doorFault({ from, to }: Edge): string {
  const [here, there] = [featureOf(from), featureOf(to)];
  if (there === '' || here === there) return '';
  if (here === '')
    return /\/(index|routes|socket|jobs|actions)\.ts$/.test(to)
      ? ''
      : 'the roof comes in by the door or by routes';
  if (!FEATURES[here]?.includes(there)) return `${there} is below ${here}, or not among its doors`;
  const foreignKey = /\/(tables\.ts|store\/)/.test(from) && to.endsWith('/tables.ts');
  return foreignKey || to.endsWith('/index.ts') ? '' : `${there} is entered by its door only`;
}

function featureOf(file: string): string {
  return /^features\/([\w-]+)\//.exec(file)?.[1] ?? '';
}

function layerOf(file: string): string {
  const [folder = ''] = file.split('/');
  return LAYERS.includes(folder) ? folder : 'roof';
}

function isOurs(to: string): boolean {
  return to.endsWith('.ts');
}

function belongsTo(to: string, packages: readonly string[]): boolean {
  return packages.some(
    (name) => to === name || to.startsWith(`${name}/`) || (name === 'fastify' && to.startsWith('@fastify/')),
  );
}

function resolve(folder: string, file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = path.relative(folder, path.resolve(path.dirname(file), specifier));
  return target.startsWith('..') ? target.replace(/^(\.\.\/)+/, '') : target;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}
