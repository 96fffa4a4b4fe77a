import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import Database from 'better-sqlite3';
import { newKey, root, startServer, temporaryFolder } from '../../support/server.ts';

const OWNER = { email: 'ada@example.com', password: 'a long walk beside the sea' };

interface Installation {
  readonly settings: Readonly<Record<'DATA_DIR' | 'ENCRYPTION_KEY' | 'HISTORY_YEARS', string>>;
  readonly run: (
    words: readonly string[],
    input?: string,
  ) => { code: number | null; out: string; err: string };
  readonly ask: (sql: string) => readonly unknown[];
}

function install(): Installation {
  const settings = { DATA_DIR: temporaryFolder(), ENCRYPTION_KEY: newKey(), HISTORY_YEARS: '2' };
  const run: Installation['run'] = (words, input = '') => {
    const env = { PATH: process.env['PATH'] ?? '', ...settings };
    const options = { cwd: root, env, input, encoding: 'utf8' } as const;
    const ended = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...words], options);
    return { code: ended.status, out: ended.stdout, err: ended.stderr };
  };
  const created = run(['create-admin', '--email', OWNER.email, '--password-stdin'], OWNER.password);
  assert.equal(created.code, 0, created.err);
  const ask = (sql: string) => {
    const db = new Database(path.join(settings.DATA_DIR, 'rollbook.db'));
    try {
      return db.prepare<[], unknown>(sql).raw().all();
    } finally {
      db.close();
    }
  };
  return { settings, run, ask };
}

test('demo-data connects the practice market and says how far it is; again, nothing is there twice', () => {
  const { run, ask } = install();
  const first = run(['demo-data', '--user', OWNER.email]);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /\d+ % {2}reading the history, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, \d+ rows/);
  assert.match(first.out, /The practice market: read\. \d+ rows, [1-9]\d* new, 0 changed, 0 gone\.\n$/);
  const rows = ask('SELECT count(*) FROM raw_transactions');
  const again = run(['demo-data', '--user', OWNER.email]);
  assert.match(again.out, / 0 new, 0 changed, 0 gone/);
  assert.deepEqual(ask('SELECT count(*) FROM raw_transactions'), rows);
  assert.match(run(['sync', '--user', OWNER.email]).out, /The practice market: read/);
});

test('a command called the wrong way, or for nobody, says so', () => {
  const { run } = install();
  const refusals: readonly (readonly [words: readonly string[], code: number, sentence: RegExp])[] = [
    [['demo-data'], 2, /--user is missing/],
    [['demo-data', '--user', 'eve@example.com'], 1, /nobody signs in as eve@example\.com/],
    [['sync', '--user', OWNER.email], 1, /no such connection/],
    [['sync', '--user', OWNER.email, '--broker', 'robinhood'], 2, /schwab, zerodha, practice/],
  ];
  for (const [words, code, sentence] of refusals) {
    const ended = run(words);
    assert.deepEqual([ended.code, ended.out], [code, ''], words.join(' '));
    assert.match(ended.err, sentence);
  }
});

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never: ${what}`);
}

test('the server takes up a run that was killed, in a thread of its own', async () => {
  const { settings, run, ask } = install();
  run(['demo-data', '--user', OWNER.email]);
  const whole = ask('SELECT activity_id FROM raw_transactions ORDER BY 1');
  const db = new Database(path.join(settings.DATA_DIR, 'rollbook.db'));
  db.exec(`DELETE FROM raw_transactions; DELETE FROM sync_marks;
    UPDATE sync_runs SET state = 'running', ended_at = NULL, new_rows = 0, pid = ${2 ** 22 + 1}`);
  db.close();
  await using server = await startServer(settings);
  const state = () => JSON.stringify(ask('SELECT state FROM sync_runs'));
  await until(() => state() === '[["done"]]', 'the run was done');
  assert.deepEqual(ask('SELECT activity_id FROM raw_transactions ORDER BY 1'), whole);
  const { code, stderr } = await server.stop();
  assert.deepEqual([code, stderr], [0, '']);
});

test('what the server reads no command reads beside it, and says so', async () => {
  const { settings, run, ask } = install();
  run(['demo-data', '--user', OWNER.email]);
  await using server = await startServer(settings);
  const db = new Database(path.join(settings.DATA_DIR, 'rollbook.db'));
  db.exec(
    `UPDATE sync_runs SET state = 'running', ended_at = NULL, beat_at = ${Date.now()}, pid = ${server.process.pid}`,
  );
  db.close();
  const before = ask('SELECT * FROM sync_runs');
  for (const command of ['sync', 'demo-data']) {
    const { code, err } = run([command, '--user', OWNER.email]);
    assert.equal(code, 1);
    assert.match(err, /The practice market is being read already/);
  }
  assert.deepEqual(ask('SELECT * FROM sync_runs'), before);
});
