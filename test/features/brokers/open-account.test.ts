import assert from 'node:assert/strict';
import test from 'node:test';
import { write } from '../../../src/db/write.ts';
import { openAccount } from '../../../src/features/brokers/index.ts';
import { openPlace, rowsOf } from './token-desk.ts';

for (const [broker, number, name] of [
  ['schwab', '12345678', 'Schwab ...678'],
  ['schwab', '1234-5678', 'Schwab ...678'],
  ['schwab', 'IRA 12345678 (old)', 'IRA ...678 (old)'],
  ['schwab', 'IRA of 2024', 'IRA of 2024'],
  ['zerodha', 'AB1234', 'Zerodha AB1234'],
  ['zerodha', 'my 1208160012345678', 'my ...678'],
] as const) {
  test(`an account opened for a file at ${broker} as ${number} is called ${name}, also in the log`, async (t) => {
    const place = await openPlace(t);
    const { deps, ada } = place;
    const open = () => write(deps.db, (tx) => openAccount(tx, deps, ada, { broker, number }));
    const made = open();
    assert.deepEqual([made.name, made.number], [name, number]);
    assert.equal(open().id, made.id, 'known by what was typed');
    const rows = rowsOf(place, "SELECT * FROM audit_log WHERE action = 'account-opened'");
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      [name],
    );
    if (!name.includes(number)) assert.ok(!JSON.stringify(rows).includes(number));
  });
}
