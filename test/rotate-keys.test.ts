import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { readConfig } from '../src/config.ts';
import { write } from '../src/db/write.ts';
import { connect, everyConnection, openPass, saveAppKey } from '../src/features/brokers/index.ts';
import { saveTokens } from '../src/features/brokers/store/tokens.ts';
import { openHouse } from '../src/open-house.ts';
import { root } from '../src/root.ts';
import { openPerson } from './support/person.ts';
import { newKey, temporaryFolder } from './support/server.ts';

const NEVER = new AbortController().signal;
const SECRETS_EACH = 4;

interface Stage {
  readonly folder: string;
  readonly older: string;
  readonly newer: string;
}

/** So many people, each with an app and tokens of their own, encrypted with the older key. */
async function stageFor(people: number): Promise<Stage> {
  const stage = { folder: temporaryFolder(), older: newKey(), newer: newKey() };
  await inHouse(stage, [stage.older], (deps) => {
    const ends = deps.clock() + 86_400_000;
    for (let number = 0; number < people; number++) {
      const person = openPerson(deps, `Ada${number}`);
      const made = connect(deps, person, 'schwab');
      assert.ok(made.ok);
      saveAppKey(deps, person, made.value.id, { key: `key-${number}`, secret: `secret-${number}` });
      const tokens = { access: `access-${number}`, refresh: 'r', accessEndsAt: ends, signInEndsAt: ends };
      write(deps.db, (tx) => saveTokens(tx, deps.keyring, made.value, tokens, deps.clock()));
    }
  });
  return stage;
}

type House = Awaited<ReturnType<typeof openHouse>>;

const settingsOf = ({ folder }: Stage, keys: readonly string[]) => ({
  NODE_ENV: 'test',
  DATA_DIR: folder,
  ENCRYPTION_KEY: keys.join(','),
});

async function inHouse<T>(
  stage: Stage,
  keys: readonly string[],
  work: (deps: House['deps']) => T | Promise<T>,
): Promise<T> {
  const { deps, close } = await openHouse(readConfig(settingsOf(stage, keys), root));
  try {
    return await work(deps);
  } finally {
    await close();
  }
}

function rotating(stage: Stage, keys = [stage.newer, stage.older]) {
  const { PATH = '', HOME = '/' } = process.env;
  const env = { PATH, HOME, ...settingsOf(stage, keys) };
  const child = spawn(process.execPath, [path.join(root, 'src/cli.ts'), 'rotate-keys'], {
    cwd: stage.folder,
    env,
  });
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      heard[stream] += text;
    });
  const ended = new Promise<typeof heard & { code: number | null }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...heard }));
  });
  return { child, ended };
}

/** How many secrets there are by the name of their key. */
function byKey({ folder }: Stage): readonly number[] {
  const db = new Database(path.join(folder, 'rollbook.db'), { readonly: true });
  const columns = [
    'connections.app_key',
    'connections.app_secret',
    'auth_tokens.access',
    'auth_tokens.refresh',
  ];
  const all = columns.map((name) => {
    const [table, column] = name.split('.');
    return `SELECT substr(${column}, 1, 11) AS key FROM ${table}`;
  });
  const sql = `SELECT count(*) FROM (${all.join(' UNION ALL ')}) GROUP BY key ORDER BY 1 DESC`;
  const counts = db.prepare<[], number>(sql).pluck().all();
  db.close();
  return counts;
}

async function assertReadable(stage: Stage, people: number): Promise<void> {
  await inHouse(stage, [stage.newer], async (deps) => {
    const found = everyConnection(deps.db);
    assert.equal(found.length, people);
    const said = await Promise.all(
      found
        .map((one) => openPass(deps, one, NEVER))
        .map(async (pass) =>
          [await pass.access(), pass.app.key, pass.app.secret].map((text) => text.replace(/\D/g, '')),
        ),
    );
    assert.ok(said.every((words) => new Set(words).size === 1));
    assert.equal(new Set(said.flat()).size, people);
  });
}

test('rotate-keys: what was encrypted with the older key is read with the newer one alone', async () => {
  const stage = await stageFor(2);
  const { code, stdout, stderr } = await rotating(stage).ended;
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^8 encrypted anew/);
  assert.match(stdout, /Keep the older key/);
  assert.deepEqual(byKey(stage), [8]);
  await assertReadable(stage, 2);
  assert.match((await rotating(stage).ended).stdout, /^0 encrypted anew/);
});

test('rotate-keys, killed in the middle, goes on where it was when it is called again', async () => {
  const people = 150;
  const stage = await stageFor(people);
  const { child, ended } = rotating(stage);
  while (byKey(stage).length === 1) await sleep(2);
  child.kill('SIGKILL');
  assert.equal((await ended).code, null);
  const [more = 0, fewer = 0] = byKey(stage);
  assert.ok(fewer > 0 && more + fewer === people * SECRETS_EACH, `${more} and ${fewer}`);
  assert.equal((await rotating(stage).ended).code, 0);
  assert.deepEqual(byKey(stage), [people * SECRETS_EACH]);
  await assertReadable(stage, people);
});

test('rotate-keys where nothing is secret yet: the newer key alone opens the house all the same', async () => {
  const stage = await stageFor(0);
  await inHouse(stage, [stage.older], (deps) => openPerson(deps, 'Ada'));
  await assert.rejects(
    inHouse(stage, [stage.newer], () => undefined),
    /used with another key/,
  );
  assert.equal((await rotating(stage).ended).code, 0);
  await inHouse(stage, [stage.newer], () => undefined);
});

test('rotate-keys without the older key: nothing is changed, and the sentence says which is missing', async () => {
  const stage = await stageFor(1);
  const { code, stderr } = await rotating(stage, [stage.newer]).ended;
  assert.equal(code, 1);
  assert.match(stderr, /^rollbook: This database was used with another key \([0-9a-f]{8}\)/);
  assert.deepEqual(byKey(stage), [SECRETS_EACH]);
});
