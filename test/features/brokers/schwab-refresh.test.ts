import assert from 'node:assert/strict';
import test from 'node:test';
import {
  BrokerFault,
  type Connection,
  listConnections,
  openPass,
} from '../../../src/features/brokers/index.ts';
import { openSchwabHouse, refreshesOf, type SchwabHouse, signInThere } from './schwab-house.ts';

const MINUTE = 60_000;
const NEVER = new AbortController().signal;

const quotes = ({ deps }: SchwabHouse, connection: Connection) =>
  deps.brokers('schwab').quotes(openPass(deps, connection, NEVER), ['F']);
const accounts = ({ deps }: SchwabHouse, connection: Connection) =>
  deps.brokers('schwab').accounts(openPass(deps, connection, NEVER));
const stateOf = ({ deps, ada }: SchwabHouse) => listConnections(deps, ada.userId)[0]?.state;

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => (error instanceof BrokerFault ? error.kind : String(error)),
  );
}

for (const rotates of [false, true]) {
  test(`50 questions at the moment the access ends make one refresh; it ${rotates ? 'rotates' : 'stays'}`, async (t) => {
    const house = await openSchwabHouse(t, { rotates });
    const connection = await signInThere(house);
    house.schwab.faults.add({ at: 'POST /v1/oauth/token', fault: { kind: 'delay', ms: 100 } });
    house.clock.add(30 * MINUTE);
    const all = await Promise.all(Array.from({ length: 50 }, () => quotes(house, connection)));
    assert.ok(all.every(([quote]) => quote?.symbol === 'F'));
    assert.equal(refreshesOf(house), 1);
    house.clock.add(30 * MINUTE);
    await quotes(house, connection);
    assert.equal(refreshesOf(house), 2);
  });
}

test('50 questions whose refresh is refused make one, and then none: the page says to sign in', async (t) => {
  const house = await openSchwabHouse(t);
  const connection = await signInThere(house);
  house.schwab.grants.endSignIns();
  house.clock.add(30 * MINUTE);
  const all = await Promise.all(Array.from({ length: 50 }, () => kindOf(quotes(house, connection))));
  assert.deepEqual(new Set(all), new Set(['needs-sign-in']));
  assert.equal(refreshesOf(house), 1);
  assert.equal(stateOf(house), 'needs_sign_in');
  const asked = house.schwab.asked.length;
  await kindOf(quotes(house, connection));
  assert.equal(house.schwab.asked.length, asked);
});

test('50 questions whose access is taken back before its time make one refresh', async (t) => {
  const house = await openSchwabHouse(t, { rotates: true });
  const connection = await signInThere(house);
  house.clock.add(5 * MINUTE);
  house.schwab.grants.endAccess();
  const all = await Promise.all(Array.from({ length: 50 }, () => kindOf(quotes(house, connection))));
  assert.deepEqual(new Set(all), new Set(['answered']));
  assert.equal(refreshesOf(house), 1);
});

const UNAUTHORIZED = { errors: [{ status: 401, title: 'Unauthorized', detail: 'Session rejected' }] };

test('data refused with a renewed access as well: the sign-in is over, the page says so, nothing is asked again', async (t) => {
  const house = await openSchwabHouse(t);
  const connection = await signInThere(house);
  house.clock.add(5 * MINUTE);
  const fault = { kind: 'status', status: 401, body: UNAUTHORIZED } as const;
  house.schwab.faults.add({ at: 'GET /**', times: 0, fault });
  assert.equal(await kindOf(accounts(house, connection)), 'needs-sign-in');
  assert.equal(refreshesOf(house), 1);
  assert.equal(stateOf(house), 'needs_sign_in');
  const asked = house.schwab.asked.length;
  for (let i = 0; i < 5; i++) assert.equal(await kindOf(accounts(house, connection)), 'needs-sign-in');
  assert.equal(house.schwab.asked.length, asked);
  house.schwab.faults.clear();
  await signInThere(house);
  assert.equal(stateOf(house), 'connected');
});

test('a product the app lacks is no reason to sign in again', async (t) => {
  const house = await openSchwabHouse(t);
  const connection = await signInThere(house);
  house.clock.add(5 * MINUTE);
  const body = { errors: [{ status: 401, detail: 'Client not authorized' }] };
  house.schwab.faults.add({
    at: 'GET /marketdata/**',
    times: 0,
    fault: { kind: 'status', status: 401, body },
  });
  assert.equal(await kindOf(quotes(house, connection)), 'refused');
  assert.equal(stateOf(house), 'connected');
  assert.equal(await kindOf(accounts(house, connection)), 'answered');
});

test('signed in anew while the old access was refused: the new sign-in lives', async (t) => {
  const house = await openSchwabHouse(t);
  const connection = await signInThere(house);
  const pass = openPass(house.deps, connection, NEVER);
  const old = await pass.access();
  house.clock.add(5 * MINUTE);
  await signInThere(house);
  pass.over(old);
  assert.equal(stateOf(house), 'connected');
  assert.notEqual(await pass.access(), old);
});
