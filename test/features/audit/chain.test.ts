import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { openKeyring } from '../../../src/db/keyring.ts';
import { write } from '../../../src/db/write.ts';
import { record, verify } from '../../../src/features/audit/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { rows } from '../../support/rows.ts';

const ADA: Actor = { userId: 'a', label: 'ada@example.com', via: 'page', address: '203.0.113.9' };

/** A log of so many lines. */
async function houseWithLog(t: Parameters<typeof openTestHouse>[0], lines: number): Promise<TestHouse> {
  const house = await openTestHouse(t);
  write(house.deps.db, (tx) => {
    for (let i = 1; i <= lines; i++) {
      house.clock.add(1000);
      const deed = { action: 'role-changed', subject: `person ${i}`, before: { i }, after: { i: i + 1 } };
      record(tx, house.deps, ADA, deed);
    }
  });
  return house;
}

/** With the machine itself one can do anything: the triggers stop slips, the seals show the rest. */
function tamper({ deps }: TestHouse, sql: string): void {
  deps.db.$client.exec(`DROP TRIGGER audit_log_keeps_rows; DROP TRIGGER audit_log_keeps_words; ${sql}`);
}

test('an empty log and a long one follow, line by line', async (t) => {
  const house = await houseWithLog(t, 0);
  assert.deepEqual(verify(house.deps.db, house.deps), { rows: 0, firstBad: null, missingKey: null });
  const long = await houseWithLog(t, 2345);
  assert.deepEqual(verify(long.deps.db, long.deps), { rows: 2345, firstBad: null, missingKey: null });
});

test('the database itself refuses to change or to remove a line', async (t) => {
  const { deps } = await houseWithLog(t, 3);
  const attempts = [
    "UPDATE audit_log SET actor = 'nobody' WHERE id = 2",
    'DELETE FROM audit_log WHERE id = 2',
    'DELETE FROM audit_log',
  ];
  for (const sql of attempts) assert.throws(() => deps.db.$client.exec(sql), /the audit log keeps every/);
  assert.equal(verify(deps.db, deps).rows, 3);
});

const TAMPERED: readonly (readonly [story: string, sql: string, firstBad: number])[] = [
  ['another actor', "UPDATE audit_log SET actor = 'eve@example.com' WHERE id = 5", 5],
  ['another time', 'UPDATE audit_log SET at = at - 1 WHERE id = 5', 5],
  ['another address', 'UPDATE audit_log SET address = NULL WHERE id = 5', 5],
  ['another value before', `UPDATE audit_log SET before = '{"i":9}' WHERE id = 5`, 5],
  ['another value after', 'UPDATE audit_log SET after = NULL WHERE id = 5', 5],
  ['another subject of the first line', "UPDATE audit_log SET subject = 'x' WHERE id = 1", 1],
  ['another subject of the last line', "UPDATE audit_log SET subject = 'x' WHERE id = 10", 10],
  ['a line gone from the middle', 'DELETE FROM audit_log WHERE id = 5', 6],
  ['the first line gone', 'DELETE FROM audit_log WHERE id = 1', 2],
  ['the last line gone', 'DELETE FROM audit_log WHERE id = 10', 10],
  ['all lines gone', 'DELETE FROM audit_log', 1],
  [
    'two lines changed about',
    'UPDATE audit_log SET id = 99 WHERE id = 5; UPDATE audit_log SET id = 5 WHERE id = 6; UPDATE audit_log SET id = 6 WHERE id = 99',
    5,
  ],
  [
    'a line put in',
    "INSERT INTO audit_log SELECT 11, at, actor_id, actor, via, address, action, 'x', before, after, key_id, 'made up' FROM audit_log WHERE id = 10",
    11,
  ],
];

for (const [story, sql, firstBad] of TAMPERED) {
  test(`${story} shows at line ${firstBad}`, async (t) => {
    const house = await houseWithLog(t, 10);
    tamper(house, sql);
    assert.equal(verify(house.deps.db, house.deps).firstBad, firstBad);
  });
}

test('a line cannot be sealed anew without the key', async (t) => {
  const house = await houseWithLog(t, 10);
  const forger = openKeyring([randomBytes(32).toString('hex')]);
  const [line] = rows(house, 'SELECT * FROM audit_log WHERE id = 10');
  const { keyId } = house.deps.keyring.seal('');
  const { seal } = forger.seal(JSON.stringify(['', line?.['at'], 'forged']));
  tamper(
    house,
    `UPDATE audit_log SET subject = 'forged', seal = '${seal}', key_id = '${keyId}' WHERE id = 10`,
  );
  assert.equal(verify(house.deps.db, house.deps).firstBad, 10);
});

test('a key that is not on the ring is named; an older key on the ring still checks its lines', async (t) => {
  const house = await houseWithLog(t, 3);
  const [old, fresh] = [house.deps.config.encryptionKeys[0] ?? '', randomBytes(32).toString('hex')];
  const { keyId } = house.deps.keyring.seal('');
  const missing = verify(house.deps.db, { keyring: openKeyring([fresh]) });
  assert.deepEqual(missing, { rows: 1, firstBad: 1, missingKey: keyId });
  const both = { ...house.deps, keyring: openKeyring([fresh, old]) };
  write(house.deps.db, (tx) => record(tx, both, ADA, { action: 'later', subject: 'x' }));
  assert.deepEqual(verify(house.deps.db, both), { rows: 4, firstBad: null, missingKey: null });
});

test('what is undone with its transaction leaves no gap', async (t) => {
  const house = await houseWithLog(t, 2);
  assert.throws(() =>
    write(house.deps.db, (tx) => {
      record(tx, house.deps, ADA, { action: 'never', subject: 'x' });
      throw new Error('undone');
    }),
  );
  write(house.deps.db, (tx) => record(tx, house.deps, ADA, { action: 'after', subject: 'x' }));
  assert.deepEqual(verify(house.deps.db, house.deps), { rows: 3, firstBad: null, missingKey: null });
});

test('signs of every kind survive sealing, storing and checking', async (t) => {
  const house = await openTestHouse(t);
  const signs = ['half \ud800 a sign', '\udc00', 'null \u0000 inside', '\u2028', '🦊', 'é', '"\\', '\u202e'];
  write(house.deps.db, (tx) => {
    for (const text of signs) {
      const deed = { action: 'named', subject: text, before: { text }, after: { [text]: [text] } };
      record(tx, house.deps, { ...ADA, label: text }, deed);
    }
  });
  assert.deepEqual(verify(house.deps.db, house.deps), {
    rows: signs.length,
    firstBad: null,
    missingKey: null,
  });
});
