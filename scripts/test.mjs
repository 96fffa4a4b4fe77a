// `npm test`: every *.test.ts under test/, or those whose path holds one of the given words.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const files = globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/clients/*/node_modules/**'] })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();
const reporter = path.join(root, 'scripts/reporter.mjs');
const child = spawn(
  process.execPath,
  ['--test', `--test-reporter=${reporter}`, '--test-timeout=180000', ...files],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  },
);
child.on('exit', (code) => process.exit(code ?? 1));
