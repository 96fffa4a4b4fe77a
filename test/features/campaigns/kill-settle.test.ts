import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { history } from '../../../bench/history.ts';
import { readConfig } from '../../../src/config.ts';
import { openHouse } from '../../../src/open-house.ts';
import { openPerson } from '../../support/person.ts';
import { newKey, root, temporaryFolder } from '../../support/server.ts';
import { difference, show, tablesOf, tellAll } from './mirrored.ts';

const CHILD = path.join(root, 'test/features/campaigns/settle-child.ts');
const NOW = Date.parse('2026-03-20T18:00:00Z');
const KILLS = 6;

const env = { NODE_ENV: 'test', ENCRYPTION_KEY: newKey(), KILL_NOW: String(NOW) };

const open = (folder: string) => openHouse(readConfig({ ...env, DATA_DIR: folder }, root), () => NOW);

/** A house with rows that wait to be told. */
async function prepare() {
  const folder = temporaryFolder();
  const house = await open(folder);
  const ada = openPerson(house.deps, 'Ada');
  show(house, ada, history(60, 100));
  await house.close();
  return { folder, userId: ada.userId };
}

async function toldIn(folder: string, userId: string) {
  const house = await open(folder);
  const waiting = house.deps.db.$client.prepare<[], number>('SELECT count(*) FROM marks').pluck().get();
  assert.equal(house.deps.db.$client.pragma('integrity_check', { simple: true }), 'ok');
  await tellAll(house);
  const tables = tablesOf(house, userId);
  await house.close();
  return { waiting: Number(waiting), tables };
}

/** Answers when it has begun; killed a while after that, it may have come to its end. */
async function killed(folder: string, afterMs: number): Promise<void> {
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, [CHILD], {
    env: { PATH, HOME, ...env, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
}

test('killed at any moment of telling, nothing is lost, nothing is there twice, and the rest is told later', async () => {
  const { folder, userId } = await prepare();
  const copy = () => {
    const to = temporaryFolder();
    cpSync(folder, to, { recursive: true });
    return to;
  };
  const undisturbed = await toldIn(copy(), userId);
  let halfway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const there = copy();
    await killed(there, 20 + kill * 40);
    const found = await toldIn(there, userId);
    assert.deepEqual(difference(found.tables, undisturbed.tables), [], `after kill ${kill}`);
    assert.equal(found.tables.length, undisturbed.tables.length);
    if (found.waiting > 0 && found.waiting < undisturbed.waiting) halfway++;
    rmSync(there, { recursive: true });
  }
  assert.ok(halfway > 0, 'no kill came while something was told and something was left');
});
