import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { newKey, root, runCommand, temporaryFolder } from '../../support/server.ts';

const FILE = path.join(root, 'test/fixtures/exports/schwab-not-understood.csv');

test('at the command line a file is imported at once, and what was not understood is said', () => {
  const settings = { NODE_ENV: 'test', DATA_DIR: temporaryFolder(), ENCRYPTION_KEY: newKey() };
  const admin = ['create-admin', '--email', 'ada@rollbook.test', '--name', 'Ada', '--password-stdin'];
  runCommand(admin, settings, 'a long walk beside the sea');
  const words = [
    'import',
    '--user',
    'ada@rollbook.test',
    '--account',
    '12345417',
    '--format',
    'schwab-csv',
    FILE,
  ];
  assert.match(
    runCommand(words, settings),
    /into Schwab \.\.\.417\. 2 new, 0 already there, 3 not understood\./,
  );
  assert.match(runCommand(words, settings), /0 new, 2 already there, 3 not understood\./);
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'import', ...args], {
      cwd: root,
      env: { ...process.env, ...settings },
      encoding: 'utf8',
    });
  const told = run(...words.slice(1));
  assert.match(told.stderr, /line 3 has no date we can read; it is kept/);
  const refused = run('--user', 'ada@rollbook.test', '--account', 'x', '--format', 'schwab-json', FILE);
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /is no JSON file/);
  assert.equal(run('--user', 'ada@rollbook.test', '--account', 'x', '--format', 'excel', FILE).status, 2);
  assert.equal(run('--user', 'ada@rollbook.test', '--account', 'x', 'no-such-file').status, 2);
  assert.equal(run('--user', 'eve@rollbook.test', '--account', 'x', FILE).status, 1);
});
