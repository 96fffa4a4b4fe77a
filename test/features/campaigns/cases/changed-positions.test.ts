import assert from 'node:assert/strict';
import test from 'node:test';
import { group } from '../../../support/replay.ts';

const WHEEL = `
  A | 2026-03-02 10:00  STO 1 KO 50P 20Mar @1.50
  A | 2026-03-21 03:25  shares +100 KO @50
  A | 2026-03-21 03:30  assigned 1 KO 50P 20Mar
`;
const messageOf = ({ replay }: ReturnType<typeof group>) =>
  replay.problems.find(({ code }) => code === 'UNKNOWN_ADJUSTMENT')?.message;

test('case 47: a split is no row of a campaign whose shares are gone, and each has its own part after it', () => {
  const desk = group(`${WHEEL}
    A   | 2026-03-23 10:00  sold 100 KO @51
    B   | 2026-03-24 10:00  bought 100 KO @51         order 5  "COCA COLA CO"
    B   | 2026-03-24 10:00  STO 1 KO 60C 17Apr @0.80  order 5
    B   | 2026-03-30 07:40  split +200 KO
    C   | 2026-03-31 10:00  bought 100 KO @17         order 8
    C   | 2026-03-31 10:00  STO 1 KO 20C 17Apr @0.30  order 8
    B+C | 2026-04-06 08:00  dividend 40.00  "COCA COLA CO"
  `);
  // 300 and 100 shares
  desk.shows('B', { shares: '300', dividends: '30.00' });
  desk.shows('C', { shares: '100', dividends: '10.00' });
});

test('definition 22: a split that is not whole says what it adds to what', () => {
  const told = (words: string) =>
    messageOf(
      group(`${WHEEL}
        - | 2026-04-06 07:40  split +50 KO  "${words}"
      `),
    );
  assert.equal(told('SPLIT'), '“SPLIT” adds 50 shares to 100 shares: no whole split. Nothing was booked.');
  assert.match(told('') ?? '', /^The row of 2026-04-06 adds 50 shares/);
});

test('definition 22: what changes contracts in a way nobody knows is not said of shares', () => {
  for (const row of ['split -1 KO 60P 17Apr', 'transfer +1 KO 60P 17Apr', 'adjusted +1 KO'])
    assert.equal(
      messageOf(
        group(`${WHEEL}
          - | 2026-04-06 07:40  ${row}
        `),
      ),
      'The row of 2026-04-06 changes a position in a way that is not understood: nothing was booked.',
    );
});

test('definition 22: by shares that left unseen a split is not whole, whatever else is added', () => {
  const desk = group(`
    - | 2026-03-21 03:25  shares -100 KO @52
    - | 2026-03-21 03:30  assigned 1 KO 52C 20Mar
    - | 2026-03-23 10:00  bought 300 KO @50
    - | 2026-04-06 07:40  split +200 KO
  `);
  assert.ok(desk.problems.includes('UNKNOWN_ADJUSTMENT'));
});

test('definition 23: shares transferred out leave with their cost, as a corporate action', () => {
  group(`${WHEEL}
    A | 2026-04-06 07:40  transfer -100 KO
  `).shows('A', {
    rows: [
      '1 OPENING -1 149.34',
      '2 ASSIGNMENT 100 -5000.00',
      '3 ASSIGNMENT 1 0.00',
      '4 CORPORATE_ACTION -100 0.00',
    ],
  });
});
