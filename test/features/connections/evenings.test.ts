import assert from 'node:assert/strict';
import test from 'node:test';
import { syncSession } from '../../../src/features/connections/index.ts';
import { textOf } from '../../support/answers.ts';
import { TUESDAY } from '../../support/practice.ts';
import { count, rows } from '../../support/rows.ts';
import { cardOf, connectSchwab, connectZerodha, openDesk, untilRead } from './broker-desk.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** What the mirror says, whatever the numbers of its lines. */
const MIRROR = `SELECT activity_id AS id, state, type, digest FROM raw_transactions r
  WHERE version = (SELECT max(version) FROM raw_transactions o
    WHERE o.account_id = r.account_id AND o.activity_id = r.activity_id) ORDER BY 1, 3`;

test('a missed week is read after the next sign-in: nothing of it is lacking, nothing is there twice', async (t) => {
  const late = await openDesk(t);
  late.house.clock.now = TUESDAY - 9 * DAY;
  await connectSchwab(late.ada);
  await untilRead(late.ada.visitor, 'schwab');
  const before = count(late.house, 'raw_transactions');

  late.house.clock.now = TUESDAY + 5 * HOUR;
  assert.equal(
    await syncSession(late.house.deps, 'NYSE'),
    '0 read, 0 failed, 1 waiting for a sign-in',
    'nobody was signed in: nothing is asked',
  );
  assert.equal(count(late.house, 'raw_transactions'), before);
  assert.match(
    textOf((await late.ada.visitor.get('/transactions')).body),
    /Schwab needs you to sign in again\. Its figures are as of Sun 8 Nov, 12:00/,
  );
  await connectSchwab(late.ada);
  assert.match(await untilRead(late.ada.visitor, 'schwab'), /rows, [1-9]\d* new/);

  const punctual = await openDesk(t);
  punctual.house.clock.now = TUESDAY + 5 * HOUR;
  await connectSchwab(punctual.ada);
  await untilRead(punctual.ada.visitor, 'schwab');
  assert.ok(count(late.house, 'raw_transactions') > before);
  assert.deepEqual(rows(late.house, MIRROR), rows(punctual.house, MIRROR));
});

test('each exchange has its evening: after Mumbai Zerodha is read, after New York Schwab', async (t) => {
  const { house, ada, schwab, zerodha } = await openDesk(t);
  await connectSchwab(ada);
  await connectZerodha(ada);
  await Promise.all(['schwab', 'zerodha'].map((broker) => untilRead(ada.visitor, broker)));
  const asked = () => [schwab.asked.length > 0, zerodha.asked.length > 0];
  const at = async (text: string, exchange: 'NYSE' | 'NSE') => {
    for (const { asked } of [schwab, zerodha]) asked.length = 0;
    house.clock.now = Date.parse(text);
    return syncSession(house.deps, exchange);
  };
  const ONE = '1 read, 0 failed, 0 waiting for a sign-in';
  assert.equal(await at('2026-11-17T16:20:00-05:00', 'NYSE'), ONE);
  assert.deepEqual(asked(), [true, false]);
  await connectZerodha(ada);
  await untilRead(ada.visitor, 'zerodha');
  assert.equal(
    await at('2026-11-18T04:00:00+05:30', 'NSE'),
    '0 read, 0 failed, 0 waiting for a sign-in',
    'read since the session before',
  );
  assert.equal(
    await at('2026-11-18T16:00:00+05:30', 'NSE'),
    '0 read, 0 failed, 1 waiting for a sign-in',
    'six in the morning is between them',
  );
  await connectZerodha(ada);
  await untilRead(ada.visitor, 'zerodha');
  assert.equal(await at('2026-11-24T16:00:00+05:30', 'NSE'), 'no session today', 'a holiday in Mumbai');
});

test('whatever fails that evening, each is asked once, and the others are read all the same', async (t) => {
  const { house, ada, schwab } = await openDesk(t);
  await connectSchwab(ada);
  await ada.visitor.submit('/connections/practice');
  await Promise.all(['schwab', 'practice'].map((broker) => untilRead(ada.visitor, broker)));
  schwab.faults.add({ at: 'GET /trader/**', from: 1, times: 0, fault: { kind: 'html', status: 503 } });
  schwab.asked.length = 0;
  house.clock.now = Date.parse('2026-11-17T16:20:00-05:00');
  assert.equal(await syncSession(house.deps, 'NYSE'), '1 read, 1 failed, 0 waiting for a sign-in');
  const asked = schwab.asked.filter(({ path }) => path.startsWith('/trader/'));
  assert.ok(asked.length <= 4, `one question and its repetitions, not ${asked.length}`);
  assert.match(await cardOf(ada.visitor, 'schwab'), /Schwab is not available just now/);
});

test('what the night has booked is read in the morning, on a Saturday too, and once', async (t) => {
  const { house, ada } = await openDesk(t);
  await connectSchwab(ada);
  await untilRead(ada.visitor, 'schwab');
  const at = (text: string) => {
    house.clock.now = Date.parse(text);
    return syncSession(house.deps, 'NYSE');
  };
  const [ONE, NONE] = [
    '1 read, 0 failed, 0 waiting for a sign-in',
    '0 read, 0 failed, 0 waiting for a sign-in',
  ];
  assert.equal(await at('2026-11-20T16:20:00-05:00'), ONE);
  assert.equal(await at('2026-11-20T20:20:00-05:00'), NONE);
  assert.equal(await at('2026-11-21T08:20:00-05:00'), ONE);
  assert.equal(await at('2026-11-21T16:20:00-05:00'), NONE);
  assert.equal(await at('2026-11-22T08:20:00-05:00'), 'no session today');
});
