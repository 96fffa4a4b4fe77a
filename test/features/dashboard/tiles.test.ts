import assert from 'node:assert/strict';
import test from 'node:test';
import { textOf } from '../../support/answers.ts';
import { openTestHouse } from '../../support/house.ts';
import { rows } from '../../support/ledger.ts';
import { signIn } from '../../support/people.ts';
import { keep } from '../campaigns/statistics/kept.ts';

test('what shares of unknown cost came to is left out of the month, and that is said', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'Ada');
  await keep(
    house,
    ada.id,
    rows(`
    2026-03-02 10:00  transfer +100 KO
    2026-03-03 10:00  STO 1 KO 50C 13Mar @0.50
    2026-03-14 03:25  shares -100 KO @50
    2026-03-14 03:30  assigned 1 KO 50C 13Mar
    2026-03-04 10:00  STO 1 F 12P 13Mar @0.50
    2026-03-14 03:30  expired 1 F 12P 13Mar`),
  );
  const text = textOf((await ada.visitor.get('/')).body);
  assert.match(text, /P&L in March \$49\.34 realised since 1 Mar, without 1 of unknown cost/);
  const { month } = (await ada.visitor.get('/api/today')).json();
  assert.deepEqual([month[0].realised, month[0].left_out], ['49.34', 1]);
});
