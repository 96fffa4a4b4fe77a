import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Account,
  accountsOf,
  beginSignIn,
  connect,
  disconnect,
  finishSignIn,
  listConnections,
  readAccounts,
  saveAppKey,
} from '../../../src/features/brokers/index.ts';
import { ACCOUNTS } from '../../../src/features/brokers/practice/schwab/accounts.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { openSchwabHouse, type SchwabHouse, signInThere } from './schwab-house.ts';
import {
  good,
  openPlace,
  type Place,
  rowsOf,
  SECRETS,
  SESSION,
  signInAtSchwab,
  stateIn,
} from './token-desk.ts';

const [FIRST = '', SECOND = ''] = ACCOUNTS;

function kept({
  deps,
  ada,
}: Pick<SchwabHouse, 'deps' | 'ada'>): Readonly<Record<string, Account['connectionId']>> {
  return Object.fromEntries(
    accountsOf(deps.db, ada.userId).map(({ number, connectionId }) => [number, connectionId]),
  );
}

test('an account that is no longer opened to Rollbook is read no more, and stays; opened again, it goes on', async (t) => {
  const house = await openSchwabHouse(t);
  const { id } = await signInThere(house);
  assert.deepEqual(kept(house), { [FIRST]: id, [SECOND]: id });
  const connection = await signInThere(house, { account: FIRST });
  assert.deepEqual(kept(house), { [FIRST]: id, [SECOND]: null });
  const read = await readAccounts(house.deps, connection);
  assert.deepEqual(
    read.map(({ number }) => number),
    [FIRST],
  );
  const synced = await syncAndWait(house.deps, house.ada, id);
  assert.deepEqual(synced.ok && synced.value.error, null);
  await signInThere(house);
  assert.deepEqual(kept(house), { [FIRST]: id, [SECOND]: id });
});

test('no account shown at all: those that are known stay, and the sentence says what to do', async (t) => {
  const place = await openPlace(t);
  const connection = await signInAtSchwab(place);
  place.desk.accounts = [];
  await assert.rejects(readAccounts(place.deps, connection), { kind: 'refused', message: /tick those/ });
  assert.deepEqual(kept(place), { '12345678': connection.id });
});

/** Back from the broker, and while the code is exchanged something else happens. */
async function finishWhile(place: Place, happens: (id: string) => unknown) {
  const { deps, ada, desk } = place;
  const { id } = good(connect(deps, ada, 'schwab'));
  const state = stateIn(good(beginSignIn(deps, ada, SESSION, id)));
  desk.before = async () => void (await happens(id));
  const answer = new URLSearchParams({ code: SECRETS.code, state });
  return finishSignIn(deps, ada, SESSION, 'schwab', answer);
}

test('disconnected while the code is exchanged: disconnected it stays', async (t) => {
  const place = await openPlace(t);
  const finished = await finishWhile(place, (id) => disconnect(place.deps, place.ada, id));
  assert.equal(finished.ok, false);
  assert.equal(rowsOf(place, 'SELECT * FROM auth_tokens').length, 0);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'paused');
});

test('disconnected, begun anew, and disconnected once more while the code is exchanged', async (t) => {
  const place = await openPlace(t);
  const { id } = await signInAtSchwab(place);
  good(await disconnect(place.deps, place.ada, id));
  place.clock.add(1000);
  const finished = await finishWhile(place, () => disconnect(place.deps, place.ada, id));
  assert.equal(finished.ok, false);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'paused');
});

test('another app entered while the code is exchanged: tokens of the first are not kept under the second', async (t) => {
  const place = await openPlace(t);
  const own = { key: 'own-key', secret: SECRETS.own };
  const finished = await finishWhile(place, (id) => saveAppKey(place.deps, place.ada, id, own));
  assert.equal(finished.ok, false);
  assert.equal(rowsOf(place, 'SELECT * FROM auth_tokens').length, 0);
  place.desk.before = async () => undefined;
  await signInAtSchwab(place);
  assert.equal(listConnections(place.deps, place.ada.userId)[0]?.state, 'connected');
});
