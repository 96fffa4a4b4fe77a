import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, notYet, toLine } from './figure.ts';

/** Every promise, in the order they are printed; those without a file have nothing to measure yet. */
const BENCHES: Readonly<Record<string, string>> = {
  start: '',
  memory: '',
  pages: '',
  transactions: '',
  regroup: '',
  sync: '',
  portfolio: 'there is no portfolio yet',
  sectors: 'there are no sectors yet',
  fanout: 'there are no live prices yet',
  small: 'there are no pages with campaigns yet',
  weight: '',
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}

for (const name of Object.keys(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const figure of await measure(name)) process.stdout.write(`${toLine(name, figure)}\n`);
}

async function measure(name: string) {
  const file = path.join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(file)) return [notYet(name, '', 0, BENCHES[name] ?? '')];
  const { bench }: { readonly bench: Bench } = await import(pathToFileURL(file).href);
  return bench();
}
