import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import { openKeyring } from '../../../src/db/keyring.ts';
import {
  accountsOf,
  type BrokerDeps,
  beginSignIn,
  brokerNames,
  connect,
  disconnect,
  encryptAllAnew,
  everyConnection,
  findConnection,
  finishPasted,
  finishSignIn,
  listConnections,
  openPass,
  readAccounts,
  removePractice,
  saveAppKey,
} from '../../../src/features/brokers/index.ts';
import { brokerKinds } from '../../../src/model/broker.ts';
import { newKey } from '../../support/server.ts';
import {
  deedsOf,
  good,
  MINUTE,
  openPlace,
  type Place,
  personIn,
  rowsOf,
  SECRETS,
  SESSION,
  signInAtSchwab,
  stateIn,
} from './token-desk.ts';

const NEVER = new AbortController().signal;

function begun(place: Place, session = SESSION): { readonly id: string; readonly state: string } {
  const { id } = good(connect(place.deps, place.ada, 'schwab'));
  return { id, state: stateIn(good(beginSignIn(place.deps, place.ada, session, id))) };
}

const back = (state: string, code = SECRETS.code) => new URLSearchParams({ code, session: 'x', state });

async function codeOf(outcome: Promise<{ ok: boolean; code?: string }> | { ok: boolean; code?: string }) {
  const { ok, code } = await outcome;
  return ok ? 'done' : code;
}

/** Everything in the database, as text. */
function everything(place: Place): string {
  const tables = rowsOf(place, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  return tables.map(({ name }) => JSON.stringify(rowsOf(place, `SELECT * FROM "${name}"`))).join('\n');
}

test('a connection is made once per broker and person', async (t) => {
  const place = await openPlace(t);
  const first = good(connect(place.deps, place.ada, 'schwab'));
  assert.equal(good(connect(place.deps, place.ada, 'schwab')).id, first.id);
  assert.notEqual(good(connect(place.deps, personIn(place.deps, 'Bob'), 'schwab')).id, first.id);
  assert.equal(everyConnection(place.deps.db).length, 2);
  assert.deepEqual(
    listConnections(place.deps, place.ada.userId).map(({ state, expiresAt, app }) => [state, expiresAt, app]),
    [['needs_sign_in', null, 'installation']],
  );
});

test('a stranger finds nothing under the id of somebody else, and changes nothing', async (t) => {
  const place = await openPlace(t);
  const { id } = await signInAtSchwab(place);
  const bob = personIn(place.deps, 'Bob');
  const before = everything(place);
  assert.equal(findConnection(place.deps.db, bob.userId, id), null);
  assert.equal(await codeOf(beginSignIn(place.deps, bob, SESSION, id)), 'not-found');
  assert.equal(await codeOf(saveAppKey(place.deps, bob, id, { key: 'k', secret: 's' })), 'not-found');
  assert.equal(await codeOf(disconnect(place.deps, bob, id)), 'not-found');
  assert.deepEqual(accountsOf(place.deps.db, bob.userId), []);
  assert.deepEqual(listConnections(place.deps, bob.userId), []);
  assert.equal(everything(place), before);
});

test('signing in: out with the app key, the callback byte for byte and a state, back with tokens and accounts', async (t) => {
  const place = await openPlace(t);
  const { id } = good(connect(place.deps, place.ada, 'schwab'));
  const address = good(beginSignIn(place.deps, place.ada, SESSION, id));
  assert.equal(address.pathname, '/v1/oauth/authorize');
  assert.equal(address.searchParams.get('client_id'), 'installed-app-key');
  assert.equal(address.searchParams.get('redirect_uri'), 'https://127.0.0.1');
  assert.match(stateIn(address), /^[\w-]{43}$/);

  const finished = good(await finishSignIn(place.deps, place.ada, SESSION, 'schwab', back(stateIn(address))));
  assert.equal(finished.problem, '');
  assert.deepEqual(
    finished.accounts.map(({ number, currency, connectionId }) => [number, currency, connectionId]),
    [['12345678', 'USD', id]],
  );
  assert.equal(place.desk.asked[0]?.get('code'), SECRETS.code);
  assert.equal(place.desk.asked[0]?.get('redirect_uri'), 'https://127.0.0.1');
  const [listed] = listConnections(place.deps, place.ada.userId);
  assert.deepEqual([listed?.state, listed?.expiresAt], ['connected', place.clock.now + 7 * 24 * 60 * MINUTE]);
  assert.equal(await openPass(place.deps, finished.connection, NEVER).access(), `${SECRETS.access}-0`);
});

test('what comes back is worth something once, for ten minutes, to the session that left', async (t) => {
  const place = await openPlace(t);
  const finish = (state: string, session = SESSION) =>
    codeOf(finishSignIn(place.deps, place.ada, session, 'schwab', back(state)));

  assert.equal(await finish('a state nobody gave out'), 'sign-in-not-begun');
  const elsewhere = begun(place);
  assert.equal(await finish(elsewhere.state, 'session-2'), 'sign-in-not-begun');
  assert.equal(await finish(elsewhere.state), 'sign-in-not-begun', 'it was used up by that');
  const late = begun(place);
  place.clock.add(10 * MINUTE);
  assert.equal(await finish(late.state), 'sign-in-not-begun');
  const mine = begun(place);
  const bob = personIn(place.deps, 'Bob');
  connect(place.deps, bob, 'schwab');
  const asBob = finishSignIn(place.deps, bob, SESSION, 'schwab', back(mine.state));
  assert.equal(await codeOf(asBob), 'sign-in-not-begun');
  assert.equal(
    await codeOf(finishSignIn(place.deps, place.ada, SESSION, 'schwab', new URLSearchParams())),
    'sign-in-not-begun',
  );
  assert.equal(place.desk.asked.length, 0, 'the broker was never asked');

  const twice = await Promise.all([finish(mine.state), finish(mine.state)]);
  assert.deepEqual(twice.toSorted(), ['done', 'sign-in-not-begun']);
  assert.equal(place.desk.asked.length, 1);
  assert.equal(rowsOf(place, 'SELECT * FROM sign_ins').length, 0);
});

test('whoever says no at the broker is told so, and may begin again', async (t) => {
  const place = await openPlace(t);
  const { state } = begun(place);
  const answer = new URLSearchParams({ error: 'access_denied', state });
  const outcome = await finishSignIn(place.deps, place.ada, SESSION, 'schwab', answer);
  assert.ok(!outcome.ok && /Sign in once more/.test(outcome.message));
  assert.equal(deedsOf(place).at(-1), 'broker-sign-in-failed');
  await signInAtSchwab(place);
});

test('the accounts cannot be read just now: signed in all the same, and the reason is told', async (t) => {
  const place = await openPlace(t);
  place.desk.accounts = null;
  const { state } = begun(place);
  const finished = good(await finishSignIn(place.deps, place.ada, SESSION, 'schwab', back(state)));
  assert.deepEqual(finished.accounts, []);
  assert.match(finished.problem, /Schwab is not available just now/);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'connected');
});

test('the address one landed on, pasted, is the same sign-in', async (t) => {
  const place = await openPlace(t);
  for (const text of [
    '',
    'hello',
    SECRETS.code,
    'javascript:alert(1)?code=1',
    'https://127.0.0.1',
    `https://127.0.0.1/?${'x'.repeat(5000)}`,
  ]) {
    assert.equal(
      await codeOf(finishPasted(place.deps, place.ada, SESSION, 'schwab', text)),
      'no-answer',
      text,
    );
  }
  const { state } = begun(place);
  const landed = ` https://127.0.0.1/?code=C0.canary-code.abc%40&session=x&state=${state}\n`;
  good(await finishPasted(place.deps, place.ada, SESSION, 'schwab', landed));
  assert.equal(place.desk.asked[0]?.get('code'), SECRETS.code);
});

/** Signed in at Zerodha, the way Kite sends people back. */
async function signInAtZerodha({ deps, ada }: Place) {
  const { id } = good(connect(deps, ada, 'zerodha'));
  const { searchParams } = good(beginSignIn(deps, ada, SESSION, id));
  const returned = new URLSearchParams(searchParams.get('redirect_params') ?? '');
  for (const [name, value] of [
    ['action', 'login'],
    ['status', 'success'],
    ['request_token', 'canary-request'],
  ] as const)
    returned.set(name, value);
  return good(await finishSignIn(deps, ada, SESSION, 'zerodha', returned));
}

test('at Zerodha one is signed in until six in the morning there, and then once more', async (t) => {
  const place = await openPlace(t);
  const { connection, accounts } = await signInAtZerodha(place);
  assert.deepEqual(
    accounts.map(({ number, currency }) => [number, currency]),
    [['AB1234', 'INR']],
  );
  const [listed] = listConnections(place.deps, place.ada.userId);
  assert.equal(listed?.expiresAt, Date.parse('2026-03-21T06:00:00+05:30'));
  place.clock.now = Date.parse('2026-03-21T05:59:59+05:30');
  assert.equal(await openPass(place.deps, connection, NEVER).access(), SECRETS.access);
  place.clock.add(1000);
  await assert.rejects(openPass(place.deps, connection, NEVER).access(), { kind: 'needs-sign-in' });
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'needs_sign_in');
});

test('an access that Zerodha refuses before its time is the end of that sign-in, and is told once', async (t) => {
  const place = await openPlace(t);
  const { connection } = await signInAtZerodha(place);
  place.desk.mood = 'refusing';
  for (let i = 0; i < 3; i++)
    await assert.rejects(readAccounts(place.deps, connection), { kind: 'needs-sign-in' });
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'needs_sign_in');
  assert.equal(deedsOf(place).filter((deed) => deed === 'broker-sign-in-ended').length, 1);
});

test('Zerodha is told when its access is given up; whether it listens or not, it is gone from here', async (t) => {
  const place = await openPlace(t);
  const { connection } = await signInAtZerodha(place);
  good(await disconnect(place.deps, place.ada, connection.id));
  assert.deepEqual(place.desk.kite, ['POST', 'DELETE']);
  assert.equal(rowsOf(place, 'SELECT * FROM auth_tokens').length, 0);
});

test('disconnected while the accounts are read: what the broker said is not kept', async (t) => {
  const place = await openPlace(t);
  const connection = await signInAtSchwab(place);
  const slow = {
    ...place.deps.brokers('schwab'),
    accounts: async () => {
      good(await disconnect(place.deps, place.ada, connection.id));
      return [{ number: '77777777', handle: 'D', name: 'late', currency: 'USD' }] as const;
    },
  };
  assert.deepEqual(await readAccounts({ ...place.deps, brokers: () => slow }, connection), []);
  const kept = accountsOf(place.deps.db, place.ada.userId).map(({ number }) => number);
  assert.deepEqual(kept, ['12345678']);
});

test('an app of their own asks in its own name; with another app one signs in again', async (t) => {
  const place = await openPlace(t);
  const connection = await signInAtSchwab(place);
  good(saveAppKey(place.deps, place.ada, connection.id, { key: 'own-key', secret: SECRETS.own }));
  const [listed] = listConnections(place.deps, place.ada.userId);
  assert.deepEqual([listed?.state, listed?.app], ['needs_sign_in', 'own']);
  const address = good(beginSignIn(place.deps, place.ada, SESSION, connection.id));
  assert.equal(address.searchParams.get('client_id'), 'own-key');
  assert.equal(openPass(place.deps, connection, NEVER).app.secret, SECRETS.own);
  good(saveAppKey(place.deps, place.ada, connection.id, null));
  assert.equal(openPass(place.deps, connection, NEVER).app.secret, SECRETS.app);
});

test('without an app, or without a callback address, the sentence says what to do', async (t) => {
  const place = await openPlace(t);
  const { brokers } = place.deps.config;
  const without = (schwab: Partial<typeof brokers.schwab>): BrokerDeps => ({
    ...place.deps,
    config: { ...place.deps.config, brokers: { ...brokers, schwab: { ...brokers.schwab, ...schwab } } },
  });
  const { id } = good(connect(place.deps, place.ada, 'schwab'));
  const noApp = beginSignIn(without({ app: null }), place.ada, SESSION, id);
  assert.ok(!noApp.ok && /no app to ask Schwab with. Enter your app key/.test(noApp.message));
  const nowhere = beginSignIn(without({ returnTo: null }), place.ada, SESSION, id);
  assert.ok(!nowhere.ok && /Set REDIRECT_URI/.test(nowhere.message));
  assert.equal(listConnections(without({ app: null }), place.ada.userId)[0]?.app, 'none');
});

test('disconnected: no token is left, the accounts stay, and signing in goes on where it was', async (t) => {
  const place = await openPlace(t);
  const { id } = await signInAtSchwab(place);
  const [account] = accountsOf(place.deps.db, place.ada.userId);
  const waiting = begun(place);
  assert.equal(good(await disconnect(place.deps, place.ada, id)).pausedAt, place.clock.now);
  assert.equal(rowsOf(place, 'SELECT * FROM auth_tokens').length, 0);
  assert.deepEqual(accountsOf(place.deps.db, place.ada.userId), [account]);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'paused');
  const late = finishSignIn(place.deps, place.ada, SESSION, 'schwab', back(waiting.state));
  assert.equal(await codeOf(late), 'sign-in-not-begun');
  assert.equal((await signInAtSchwab(place)).id, id);
  assert.deepEqual(accountsOf(place.deps.db, place.ada.userId), [account]);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'connected');
});

test('an account keeps its id when the app, and with it the handle, changes; one that is gone stays', async (t) => {
  const place = await openPlace(t);
  await signInAtSchwab(place);
  const [before] = accountsOf(place.deps.db, place.ada.userId);
  place.desk.accounts = [{ accountNumber: '12345678', hashValue: 'B'.repeat(64) }];
  await signInAtSchwab(place);
  assert.deepEqual(accountsOf(place.deps.db, place.ada.userId), [{ ...before, handle: 'B'.repeat(64) }]);
  place.desk.accounts = [{ accountNumber: '99999999', hashValue: 'C'.repeat(64) }];
  await signInAtSchwab(place);
  assert.equal(accountsOf(place.deps.db, place.ada.userId).length, 2);
});

test('the practice market goes with all its accounts; others stay', async (t) => {
  const place = await openPlace(t);
  await signInAtSchwab(place);
  const practice = { ...place.deps.brokers('schwab'), kind: 'practice', signIn: null } as const;
  const deps: BrokerDeps = {
    ...place.deps,
    brokers: (kind) => (kind === 'practice' ? practice : place.deps.brokers(kind)),
  };
  assert.equal(await codeOf(removePractice(deps, place.ada)), 'not-found');
  const { id, userId } = good(connect(deps, place.ada, 'practice'));
  const one = `INSERT INTO accounts VALUES ('a', '${userId}', '${id}', 'practice', '1', '1', 'P', 'USD', 0)`;
  place.deps.db.$client.exec(one);
  assert.equal(listConnections(deps, userId).find(({ broker }) => broker === 'practice')?.state, 'connected');
  const pass = openPass(deps, good(connect(deps, place.ada, 'practice')), NEVER);
  assert.equal(await pass.access(), String(place.clock.now), 'its world is that of the day it was connected');
  good(await disconnect(deps, place.ada, id));
  assert.equal(listConnections(deps, userId).find(({ broker }) => broker === 'practice')?.state, 'paused');
  assert.equal(good(connect(deps, place.ada, 'practice')).pausedAt, null);
  good(removePractice(deps, place.ada));
  assert.deepEqual(
    accountsOf(place.deps.db, userId).map(({ broker }) => broker),
    ['schwab'],
  );
  assert.deepEqual(
    listConnections(deps, userId).map(({ broker }) => broker),
    ['schwab'],
  );
});

test('each step has its line in the log, and none has a secret', async (t) => {
  const place = await openPlace(t);
  const { id } = await signInAtSchwab(place);
  good(saveAppKey(place.deps, place.ada, id, { key: 'own-key', secret: SECRETS.own }));
  good(saveAppKey(place.deps, place.ada, id, null));
  good(await disconnect(place.deps, place.ada, id));
  assert.deepEqual(deedsOf(place).slice(1), [
    'connection-made',
    'broker-sign-in-begun',
    'broker-signed-in',
    'app-key-saved',
    'app-key-removed',
    'disconnected',
  ]);
});

test('no token, secret, code or state is found anywhere: not in a table, a note, or an error', async (t) => {
  const place = await openPlace(t);
  const said: unknown[] = [];
  const hear = async (work: Promise<unknown>) =>
    said.push(await work.catch((error: unknown) => inspect(error, { depth: 9, showHidden: true })));
  const states = [begun(place).state];
  place.desk.mood = 'refusing';
  await hear(finishSignIn(place.deps, place.ada, SESSION, 'schwab', back(states[0] ?? '')));
  place.desk.mood = 'good';
  const connection = await signInAtSchwab(place);
  good(saveAppKey(place.deps, place.ada, connection.id, { key: 'own-key', secret: SECRETS.own }));
  states.push(begun(place).state);
  good(await finishSignIn(place.deps, place.ada, SESSION, 'schwab', back(states[1] ?? '')));
  for (const mood of ['down', 'page', 'silent', 'refusing'] as const) {
    place.desk.mood = mood;
    place.clock.add(30 * MINUTE);
    await hear(openPass(place.deps, connection, NEVER).access());
  }
  states.push(begun(place).state);
  const tables = everything(place);
  assert.ok(tables.includes('broker-sign-in-ended'), 'the net has no holes');
  assert.ok(place.notes.length > 4 && said.length === 5);
  const told = JSON.stringify(place.notes) + said.map((one) => inspect(one)).join('\n');
  for (const secret of ['canary', SECRETS.app, ...states]) {
    assert.ok(!tables.includes(secret), `the tables hold ${secret}`);
    assert.ok(!told.includes(secret), `a note or an error holds ${secret}`);
  }
  assert.ok(!told.includes('12345678') && !told.includes('A'.repeat(64)), 'nor an account');
});

test('a new key encrypts all anew; stopped in the middle, it goes on where it was', async (t) => {
  const place = await openPlace(t);
  const [older, newer] = [newKey(), newKey()];
  const before = { ...place, deps: { ...place.deps, keyring: openKeyring([older]) } };
  const { id } = good(connect(before.deps, place.ada, 'schwab'));
  good(saveAppKey(before.deps, place.ada, id, { key: 'own-key', secret: SECRETS.own }));
  const connection = await signInAtSchwab(before);
  const held = 'SELECT version, got_at, access_ends_at FROM auth_tokens';
  const tokens = rowsOf(place, held);

  // Two of four, as a kill would leave it.
  const both = { ...place.deps, keyring: openKeyring([newer, older]) };
  let writes = 0;
  const dying = {
    ...both,
    keyring: {
      ...both.keyring,
      encrypt: (...words: Parameters<typeof both.keyring.encrypt>) => {
        if (++writes > 2) throw new Error('killed');
        return both.keyring.encrypt(...words);
      },
    },
  };
  assert.throws(() => encryptAllAnew(dying, place.ada), /killed/);
  assert.equal(await openPass(both, connection, NEVER).access(), `${SECRETS.access}-0`);
  assert.deepEqual(encryptAllAnew(both, place.ada), { done: 2, unreadable: [] });
  assert.deepEqual(encryptAllAnew(both, place.ada), { done: 0, unreadable: [] });

  const alone = { ...place.deps, keyring: openKeyring([newer]) };
  const pass = openPass(alone, connection, NEVER);
  assert.deepEqual([await pass.access(), pass.app.secret], [`${SECRETS.access}-0`, SECRETS.own]);
  assert.deepEqual(rowsOf(place, held), tokens, 'a refresh under way finds its version');
});

test('tokens that were refreshed while the others are encrypted anew stay the newer ones', async (t) => {
  const place = await openPlace(t);
  const [older, newer] = [newKey(), newKey()];
  const connection = await signInAtSchwab({
    ...place,
    deps: { ...place.deps, keyring: openKeyring([older]) },
  });
  const both = openKeyring([newer, older]);
  const at = { table: 'auth_tokens', column: 'refresh', row: connection.id, user: connection.userId };
  const refreshed = both.encrypt('refreshed', at);
  const keyring = {
    ...both,
    encrypt: (...words: Parameters<typeof both.encrypt>) => {
      place.deps.db.$client.exec(`UPDATE auth_tokens SET refresh = '${refreshed}'`);
      return both.encrypt(...words);
    },
  };
  assert.deepEqual(encryptAllAnew({ ...place.deps, keyring }, place.ada), { done: 1, unreadable: [] });
  assert.equal(rowsOf(place, 'SELECT refresh FROM auth_tokens')[0]?.['refresh'], refreshed);
});

test('what cannot be read with any key is left as it is, and named once', async (t) => {
  const place = await openPlace(t);
  await signInAtSchwab(place);
  const before = rowsOf(place, 'SELECT * FROM auth_tokens');
  const { done, unreadable } = encryptAllAnew({ ...place.deps, keyring: openKeyring([newKey()]) }, place.ada);
  assert.equal(done, 0);
  assert.equal(unreadable.length, 1);
  assert.match(unreadable[0] ?? '', /not on the keyring/);
  assert.deepEqual(rowsOf(place, 'SELECT * FROM auth_tokens'), before);
});

test('every broker has a name for sentences', () => {
  assert.deepEqual(Object.keys(brokerNames).toSorted(), [...brokerKinds].toSorted());
});
