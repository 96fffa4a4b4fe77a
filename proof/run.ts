import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What takes too long for every test run: `npm run proof -- NAME`, without a name all of them. */
const known = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .toSorted();

for (const name of process.argv.length > 2 ? process.argv.slice(2) : known) {
  const file = path.join(import.meta.dirname, `${name}.ts`);
  if (!known.includes(name) || !existsSync(file)) {
    process.stderr.write(`There is no proof ${name}. There are: ${known.join(', ')}.\n`);
    process.exit(2);
  }
  const { prove }: { readonly prove: () => Promise<string> } = await import(pathToFileURL(file).href);
  process.stdout.write(`${name}: ${await prove()}.\n`);
}
