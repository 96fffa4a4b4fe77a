import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const BUY_WRITE = `
  A | 2026-03-02 10:00  bought 100 KO @50         order 1
  A | 2026-03-02 10:00  STO 1 KO 52C 17Apr @0.80  order 1
`;

const POSTED: readonly (readonly [story: string, posted: string, closedOn: string])[] = [
  ['Thursday before the opening is Wednesday’s', '2026-04-09 03:25', '2026-04-08'],
  ['Wednesday a minute before the opening is Tuesday’s', '2026-04-08 09:29', '2026-04-07'],
  ['Wednesday at the opening is its own', '2026-04-08 09:30', '2026-04-08'],
  ['Wednesday evening is its own', '2026-04-08 20:30', '2026-04-08'],
  ['Saturday is Friday’s', '2026-04-11 03:25', '2026-04-10'],
  ['Sunday evening is Friday’s', '2026-04-12 20:00', '2026-04-10'],
  ['Monday before the opening is Friday’s', '2026-04-13 07:00', '2026-04-10'],
  ['Saturday after Good Friday is Thursday’s', '2026-04-04 03:25', '2026-04-02'],
  ['noon of Good Friday is Thursday’s', '2026-04-03 12:00', '2026-04-02'],
  ['days after the expiry is the expiry’s', '2026-04-21 12:00', '2026-04-17'],
];

for (const [story, posted, closedOn] of POSTED) {
  test(`case 24, definition 6: a removal posted ${story}`, () => {
    const desk = group(`${BUY_WRITE}
      A | ${posted}  shares -100 KO @52
      A | ${posted}  assigned 1 KO 52C 17Apr
    `);
    // -5000 + 79.34 + 5200
    desk.shows('A', { status: 'CLOSED', closedOn, cash: '279.34', realised: '279.34' });
    assert.deepEqual(desk.problems, []);
  });
}

test('case 42: the date a file says a booking is "as of" is the date of the event', () => {
  group(`${BUY_WRITE}
    A | 2026-04-10  shares -100 KO @52         as of 2026-04-07
    A | 2026-04-10  assigned 1 KO 52C 17Apr    as of 2026-04-07
  `).shows('A', { status: 'CLOSED', closedOn: '2026-04-07' });
});

test('case 37: opened and closed on one day: both dates are that day', () => {
  group(`
    A | 2026-03-02 10:00  STO 1 KO 60P 20Mar @0.95
    A | 2026-03-02 15:00  BTC 1 KO 60P 20Mar @0.60
  `).shows('A', {
    status: 'CLOSED',
    startedOn: '2026-03-02',
    closedOn: '2026-03-02',
    cash: '33.68',
    realised: '33.68',
  });
});

test('case 60: evening trades have New York’s date, in winter and in summer', () => {
  group(`
    A | 2026-03-02 20:30  STO 1 SPXW 5000P 20Mar @10.00
    A | 2026-03-09 23:30  BTC 1 SPXW 5000P 20Mar @4.00
  `).shows('A', { startedOn: '2026-03-02', closedOn: '2026-03-09', cash: '598.68' });
});
