import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { listConnections } from '../../../src/features/brokers/index.ts';
import { root } from '../../../src/root.ts';
import { openSchwabHouse, refreshesOf, type SchwabHouse, signInThere } from './schwab-house.ts';

const CHILD = path.join(root, 'test/features/brokers/refresh-child.ts');
const MINUTE = 60_000;
const TOKEN = 'POST /v1/oauth/token';

/** Another process in the same house; half an hour after the sign-in its access is over. */
function processIn(t: { after(end: () => void): void }, { env, clock }: SchwabHouse, questions = 1) {
  const { PATH = '', HOME = '/' } = process.env;
  const more = { AHEAD: String(clock.now - Date.now()), QUESTIONS: String(questions) };
  const child = spawn(process.execPath, [CHILD], {
    env: { PATH, HOME, ...env, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('begun')) begin();
  });
  const ended = new Promise<readonly string[]>((resolve) => {
    child.on('close', () => resolve(said.trim().split('\n').slice(1)));
  });
  return { begun, ended, kill: () => child.kill('SIGKILL') };
}

async function untilAsked(house: SchwabHouse, count: number): Promise<void> {
  while (refreshesOf(house) < count) await sleep(10);
}

const stateOf = ({ deps, ada }: SchwabHouse) => listConnections(deps, ada.userId)[0]?.state;

test('three processes at the moment the access ends: one of them renews it, and all have the same', async (t) => {
  const house = await openSchwabHouse(t, { rotates: true });
  await signInThere(house);
  house.schwab.faults.add({ at: TOKEN, times: 0, fault: { kind: 'delay', ms: 1500 } });
  house.clock.add(30 * MINUTE);
  const others = [processIn(t, house, 3), processIn(t, house, 3), processIn(t, house, 3)];
  const said = (await Promise.all(others.map(({ ended }) => ended))).flat();
  assert.equal(said.length, 9);
  assert.deepEqual(new Set(said).size, 1, said.join('\n'));
  assert.match(said[0] ?? '', /^I0\./);
  assert.equal(refreshesOf(house), 1);
  assert.equal(stateOf(house), 'connected');
});

test('killed while it renews: the next one waits until that is certain, asks once, and nothing is lost', async (t) => {
  const house = await openSchwabHouse(t);
  await signInThere(house);
  // The first answer would come after the kill; the questions that follow are answered at once.
  house.schwab.faults.add({ at: TOKEN, fault: { kind: 'delay', ms: 60_000 } });
  house.clock.add(30 * MINUTE);
  const killed = processIn(t, house);
  await untilAsked(house, 1);
  const waiting = processIn(t, house);
  await waiting.begun;
  await sleep(1000);
  assert.equal(refreshesOf(house), 1, 'never two at once');
  killed.kill();
  const [access = ''] = await waiting.ended;
  assert.match(access, /^I0\./);
  assert.equal(refreshesOf(house), 2);
  assert.equal(stateOf(house), 'connected');
});

test('killed after the broker has rotated and before that could be kept: the one gap, and it ends in a sign-in', async (t) => {
  const house = await openSchwabHouse(t, { rotates: true });
  await signInThere(house);
  house.schwab.faults.add({ at: TOKEN, fault: { kind: 'lost' } });
  house.clock.add(30 * MINUTE);
  const [first = ''] = await processIn(t, house).ended;
  assert.match(first, /^failed Schwab cannot be reached/);
  const [second = ''] = await processIn(t, house).ended;
  assert.match(second, /^failed Schwab has ended your sign-in/);
  assert.equal(refreshesOf(house), 2);
  assert.equal(stateOf(house), 'needs_sign_in');
  await signInThere(house);
  assert.equal(stateOf(house), 'connected');
});
