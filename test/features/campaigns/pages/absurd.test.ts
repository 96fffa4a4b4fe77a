/** What nobody would ask is answered in a sentence. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { textOf } from '../../../support/answers.ts';
import { openDesk } from './asking.ts';

const SHARES = '2026-05-01 10:00  bought 300 KO @60';

test('a day beyond the calendar is refused', async (t) => {
  const { ada } = await openDesk(t, SHARES);
  for (const day of ['0000-01-01', '0001-01-01', '1969-12-31', '2200-01-01', '9999-12-31']) {
    const { statusCode, body } = await ada.visitor.get(`/campaigns/calendar?day=${day}`);
    assert.equal(statusCode, 422, day);
    assert.match(textOf(body), /This day is too far away\./);
  }
});

test('what looks like a day and is none is printed as it is', async (t) => {
  const { ada } = await openDesk(t, SHARES);
  const { statusCode, body } = await ada.visitor.get('/campaigns/move?row=1&to=2026-02-30');
  assert.equal(statusCode, 200);
  assert.match(textOf(body), /There is no such campaign/);
  const told = await openDesk(t, '2026-05-07  dividend 102.00  "NOTE DUE 2026-02-30"');
  for (const page of ['/', '/campaigns/review'])
    assert.match(textOf((await told.ada.visitor.get(page)).body), /NOTE DUE 2026-02-30/);
});

test('of a contract no part is moved', async (t) => {
  const { ask, campaigns } = await openDesk(t, `${SHARES}\n2026-05-01 10:01  STO 2 KO 65C 19Jun @1.50`);
  const before = await campaigns();
  for (const quantity of ['0.5', '1.5', '0.00000001']) {
    const { status, json } = await ask('POST', '/api/campaigns/regroup', {
      ...{ transaction_id: '2', quantity, to: 'new' },
    });
    assert.deepEqual([status, json.message], [409, 'Contracts are moved whole.'], quantity);
  }
  assert.deepEqual(await campaigns(), before);
});

test('shares that cost nothing, and have no price, have a page without a drawing', async (t) => {
  const { ada, ask, campaigns } = await openDesk(t, SHARES);
  await ask('POST', '/api/campaigns/regroup', { transaction_id: '1', quantity: '0.00000001', to: 'new' });
  const [speck] = await campaigns();
  const { statusCode, body } = await ada.visitor.get(`/campaigns/${speck?.id}`);
  assert.equal(statusCode, 200);
  assert.ok(!body.includes('data-chart="payoff"'));
});

test('a note as long as its field lets it be is kept, whatever its lines end with on the way', async (t) => {
  const { ada, ask, campaigns } = await openDesk(t, SHARES);
  await ask('POST', '/api/campaigns/regroup', { transaction_id: '1', to: 'new' });
  const [campaign] = await campaigns();
  const page = `/campaigns/${campaign?.id}`;
  await ada.visitor.get(page);
  const text = `${'x'.repeat(3980)}${'\r\n'.repeat(19)}x`;
  assert.equal((await ada.visitor.post(`${page}/notes`, { text })).statusCode, 303);
  assert.equal((await ada.visitor.post(`${page}/notes`, { text: 'x'.repeat(4001) })).statusCode, 422);
});
