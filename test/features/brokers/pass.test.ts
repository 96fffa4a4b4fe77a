import assert from 'node:assert/strict';
import test from 'node:test';
import { openKeyring } from '../../../src/db/keyring.ts';
import {
  BrokerFault,
  type Connection,
  listConnections,
  openPass,
} from '../../../src/features/brokers/index.ts';
import { newKey } from '../../support/server.ts';
import {
  deedsOf,
  MINUTE,
  openPlace,
  type Place,
  personIn,
  rowsOf,
  SECRETS,
  signInAtSchwab,
} from './token-desk.ts';

const DAY = 24 * 60 * MINUTE;
const NEVER = new AbortController().signal;

async function faultOf(work: Promise<unknown>): Promise<BrokerFault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof BrokerFault, String(error));
  return error;
}

/** Signed in, with the token address's first answer forgotten. */
async function signedIn(place: Place): Promise<Connection> {
  const connection = await signInAtSchwab(place);
  place.desk.asked.length = 0;
  return connection;
}

const passOf = ({ deps }: Place, connection: Connection, signal = NEVER) =>
  openPass(deps, connection, signal);
const accessOf = (place: Place, connection: Connection) => passOf(place, connection).access();
const stateOf = ({ deps, ada }: Place) => listConnections(deps, ada.userId)[0]?.state;

test('an access is used for four fifths of its life, and then renewed first', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(24 * MINUTE - 1);
  assert.equal(await accessOf(place, connection), `${SECRETS.access}-0`);
  assert.equal(place.desk.asked.length, 0);
  place.clock.add(1);
  assert.equal(await accessOf(place, connection), `${SECRETS.access}-1`);
  assert.equal(place.desk.asked[0]?.get('grant_type'), 'refresh_token');
  assert.equal(await accessOf(place, connection), `${SECRETS.access}-1`);
  assert.equal(place.desk.asked.length, 1);
});

for (const mood of ['good', 'rotating'] as const) {
  test(`50 calls at the moment it ends make one refresh, answered late; the broker is ${mood}`, async (t) => {
    const place = await openPlace(t);
    const connection = await signedIn(place);
    place.desk.mood = mood;
    place.desk.before = () => new Promise((resolve) => setTimeout(resolve, 100));
    place.clock.add(30 * MINUTE);
    const all = await Promise.all(Array.from({ length: 50 }, () => accessOf(place, connection)));
    assert.deepEqual(new Set(all), new Set([`${SECRETS.access}-1`]));
    assert.equal(place.desk.asked.length, 1);
  });
}

test('50 calls whose refresh is refused make one refresh, 50 times the same word, and one line in the log', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.desk.mood = 'refusing';
  place.clock.add(30 * MINUTE);
  const faults = await Promise.all(Array.from({ length: 50 }, () => faultOf(accessOf(place, connection))));
  assert.deepEqual(new Set(faults.map(({ kind }) => kind)), new Set(['needs-sign-in']));
  assert.equal(place.desk.asked.length, 1);
  assert.equal(stateOf(place), 'needs_sign_in');
  assert.equal(deedsOf(place).filter((deed) => deed === 'broker-sign-in-ended').length, 1);
  await faultOf(accessOf(place, connection));
  await faultOf(passOf(place, connection).renewed(`${SECRETS.access}-0`));
  assert.equal(place.desk.asked.length, 1, 'a dead refresh token is not tried again');
});

test('a new refresh token is the one that is used next', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.desk.mood = 'rotating';
  for (let i = 0; i < 3; i++) {
    place.clock.add(30 * MINUTE);
    await accessOf(place, connection);
  }
  const sent = place.desk.asked.map((form) => form.get('refresh_token'));
  assert.deepEqual(
    sent,
    [0, 1, 2].map((n) => `${SECRETS.refresh}-${n}`),
  );
});

test('seven days after the sign-in a person is needed, however often it was refreshed', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  const [before] = listConnections(place.deps, place.ada.userId);
  for (let day = 1; day < 7; day++) {
    place.clock.add(DAY);
    await accessOf(place, connection);
  }
  const [after] = listConnections(place.deps, place.ada.userId);
  assert.deepEqual([after?.state, after?.expiresAt], ['connected', before?.expiresAt]);
  place.clock.add(DAY);
  assert.equal((await faultOf(accessOf(place, connection))).kind, 'needs-sign-in');
  assert.equal(place.desk.asked.length, 6);
  assert.equal(stateOf(place), 'needs_sign_in');
});

test('an access that the broker refuses early is renewed once for all who had it', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(5 * MINUTE);
  const refused = await accessOf(place, connection);
  const all = await Promise.all(Array.from({ length: 20 }, () => passOf(place, connection).renewed(refused)));
  assert.deepEqual(new Set(all), new Set([`${SECRETS.access}-1`]));
  assert.equal(await passOf(place, connection).renewed(refused), `${SECRETS.access}-1`);
  assert.equal(place.desk.asked.length, 1);
});

test('an access refused as soon as it was got is not renewed again and again', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(5 * MINUTE);
  const pass = passOf(place, connection);
  for (let i = 0; i < 10; i++) await pass.renewed(await pass.access());
  assert.equal(place.desk.asked.length, 1);
});

test('also one that was got a moment ago is renewed when it is refused, once in a minute', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  const pass = passOf(place, connection);
  const first = await pass.access();
  const second = await pass.renewed(first);
  assert.notEqual(second, first);
  assert.equal(await pass.renewed(second), second);
  assert.equal(await passOf(place, connection).renewed(second), second);
  place.clock.add(MINUTE);
  assert.notEqual(await pass.renewed(second), second);
  assert.equal(place.desk.asked.length, 2);
});

for (const mood of ['down', 'page', 'silent'] as const) {
  test(`while the broker cannot renew (${mood}), what is still good is used, and the sign-in lives`, async (t) => {
    const place = await openPlace(t);
    const connection = await signedIn(place);
    place.desk.mood = mood;
    place.clock.add(25 * MINUTE);
    assert.equal(await accessOf(place, connection), `${SECRETS.access}-0`);
    place.clock.add(5 * MINUTE);
    assert.equal((await faultOf(accessOf(place, connection))).kind, 'unavailable');
    assert.equal(stateOf(place), 'connected');
    place.desk.mood = 'good';
    assert.equal(await accessOf(place, connection), `${SECRETS.access}-1`);
  });
}

/** What another process does while ours waits for the broker. */
function meanwhile(place: Place, sql: string): void {
  place.desk.before = async () => void place.deps.db.$client.exec(sql);
}

test('another process has written meanwhile: what it got is used, and ours does not go over it', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  const { keyring } = place.deps;
  const at = { table: 'auth_tokens', column: 'access', row: connection.id, user: connection.userId };
  place.clock.add(30 * MINUTE);
  const theirs = keyring.encrypt('theirs', at);
  const [later, now] = [place.clock.now + 30 * MINUTE, place.clock.now];
  const set = `access = '${theirs}', access_ends_at = ${later}, got_at = ${now}, version = version + 1`;
  meanwhile(place, `UPDATE auth_tokens SET ${set}`);
  assert.equal(await accessOf(place, connection), 'theirs');
  assert.equal(await accessOf(place, connection), 'theirs');
  assert.equal(place.desk.asked.length, 1);
});

test('another process has used up the refresh token: being refused is then no end', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  const { keyring } = place.deps;
  const at = { table: 'auth_tokens', column: 'access', row: connection.id, user: connection.userId };
  place.clock.add(30 * MINUTE);
  place.desk.mood = 'refusing';
  meanwhile(
    place,
    `UPDATE auth_tokens SET access = '${keyring.encrypt('theirs', at)}', version = version + 1`,
  );
  assert.equal(await accessOf(place, connection), 'theirs');
  assert.equal(stateOf(place), 'connected');
});

test('disconnected while the broker renews: nothing of the answer is kept', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(30 * MINUTE);
  meanwhile(place, 'DELETE FROM auth_tokens');
  assert.equal((await faultOf(accessOf(place, connection))).kind, 'needs-sign-in');
  assert.equal(rowsOf(place, 'SELECT * FROM auth_tokens').length, 0);
});

test('signed in again while the old ones are renewed: the new ones stay', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(30 * MINUTE);
  const { promise, resolve } = Promise.withResolvers<void>();
  place.desk.before = () => promise;
  const waiting = accessOf(place, connection);
  while (place.desk.asked.length === 0) await new Promise((next) => setTimeout(next, 5));
  place.desk.before = async () => undefined;
  place.deps.db.$client.exec('DELETE FROM auth_tokens');
  await signInAtSchwab(place);
  resolve();
  assert.equal(await waiting, `${SECRETS.access}-1`);
  assert.equal(await accessOf(place, connection), `${SECRETS.access}-1`);
});

test('the new token is in the database, encrypted, before anyone has it', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(30 * MINUTE);
  place.deps.db.$client.pragma('query_only = 1');
  await assert.rejects(accessOf(place, connection));
  place.deps.db.$client.pragma('query_only = 0');
  const [row] = rowsOf(place, 'SELECT version, got_at FROM auth_tokens');
  await accessOf(place, connection);
  const [after] = rowsOf(place, 'SELECT version, got_at, access FROM auth_tokens');
  assert.equal(Number(after?.['version']), Number(row?.['version']) + 1);
  assert.equal(after?.['got_at'], place.clock.now);
  assert.match(String(after?.['access']), /^v1\./);
});

test('whoever is stopped goes at once, and the refresh goes on for the others', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  place.clock.add(30 * MINUTE);
  const stopping = new AbortController();
  place.desk.before = () => new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = faultOf(passOf(place, connection, stopping.signal).access());
  const other = accessOf(place, connection);
  stopping.abort();
  assert.equal((await stopped).kind, 'unavailable');
  assert.equal(await other, `${SECRETS.access}-1`);
  assert.equal((await faultOf(passOf(place, connection, stopping.signal).access())).kind, 'unavailable');
});

test('a lost key is a sentence that names it, and a way on', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  const keyring = openKeyring([newKey()]);
  const fault = await faultOf(openPass({ ...place.deps, keyring }, connection, NEVER).access());
  assert.equal(fault.kind, 'needs-sign-in');
  assert.match(fault.message, /key [0-9a-f]{8}, which is not on the keyring.*sign in at the broker again/);
});

test('tokens swapped between two people open nothing', async (t) => {
  const place = await openPlace(t);
  const connection = await signedIn(place);
  await signInAtSchwab(place, personIn(place.deps, 'Bob'));
  const others = `SELECT access FROM auth_tokens WHERE connection_id <> '${connection.id}'`;
  place.deps.db.$client.exec(
    `UPDATE auth_tokens SET access = (${others}) WHERE connection_id = '${connection.id}'`,
  );
  const fault = await faultOf(accessOf(place, connection));
  assert.equal(fault.kind, 'needs-sign-in');
  assert.match(fault.message, /belongs to another row/);
});
