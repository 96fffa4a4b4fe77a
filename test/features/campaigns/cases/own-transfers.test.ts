import assert from 'node:assert/strict';
import test from 'node:test';
import { type Circumstances, group } from '../../../support/replay.ts';

/** What shares cost where a call was written on them after they came: '40.0000', or what is not known. */
const costs = (text: string, circumstances?: Circumstances) =>
  group(text, circumstances)
    .replay.campaigns.map(({ account, basis }) => `${account} ${basis?.tax ?? 'unknown'}`)
    .toSorted();

const OWNED = `
  2026-01-05 10:00  bought 100 KO @30              account A  id 1
  2026-01-05 10:00  bought 100 KO @40              account B  id 2
`;
const call = (account: string, id: number) =>
  `2026-03-02 10:00  STO 1 KO 65C 20Mar @0.80      account ${account}  id ${id}\n`;

test('case 57: the nearest in time first, whichever accounts come first in the alphabet', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-03 09:00  transfer -100 KO             account B
    2026-02-03 09:30  transfer +100 KO             account C
    2026-02-02 09:30  transfer +100 KO             account D
  `;
  assert.deepEqual(costs(text + call('C', 20) + call('D', 21)), ['C 40.0000', 'D 30.0000']);
});

test('case 57: of two that left, the one nearer in time is what came', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-03 09:00  transfer -100 KO             account B
    2026-02-03 09:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20)), ['C 40.0000']);
});

test('case 57: what left comes to one account only; the second to name it knows no cost', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-02 09:30  transfer +100 KO             account D
    2026-02-02 10:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20) + call('D', 21)), ['C unknown', 'D 30.0000']);
});

test('case 57: two departures are no move of each other, nor are two arrivals, however near', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-02 09:01  transfer -100 KO             account B
    2026-02-02 12:00  transfer +100 KO             account C
    2026-02-02 12:01  transfer +100 KO             account D
  `;
  // 179 minutes from B to C; what is left is A and D.
  assert.deepEqual(costs(text + call('C', 20) + call('D', 21)), ['C 40.0000', 'D 30.0000']);
});

test('case 57: shares that come back to the account they left have not moved to another', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-02 09:05  transfer +100 KO             account A
    2026-02-02 09:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20)), ['C 30.0000']);
});

test('case 57: a sale is no departure, and contracts are no shares, though as many', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A
    2026-02-02 09:30  sold 100 KO @41              account B
    2026-02-02 09:30  transfer -100 KO 50C 20Mar   account B
    2026-02-02 09:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20)), ['C 30.0000']);
});

test('case 57: of two that left at one moment the account decides, and only then the id', () => {
  const text = `${OWNED}
    2026-02-02 09:00  transfer -100 KO             account A  id 17
    2026-02-02 09:00  transfer -100 KO             account B  id 9
    2026-02-02 09:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20)), ['C 30.0000']);
});

test('case 57: of two that left one account at one moment the lower id is what came first', () => {
  const text = `
    2026-01-05 10:00  bought 100 KO @30            account B  id 1
    2026-01-06 10:00  bought 100 KO @40            account B  id 2
    2026-02-02 09:00  transfer -100 KO             account B  id 9
    2026-02-02 09:00  transfer -100 KO             account B  id 10
    2026-02-02 09:30  transfer +100 KO             account D
    2026-02-02 09:30  transfer +100 KO             account C
  `;
  assert.deepEqual(costs(text + call('C', 20) + call('D', 21)), ['C 30.0000', 'D 40.0000']);
});

test('what leaves and comes at one moment is the same only if it is the same security', () => {
  const why = (text: string) => group(text).whyUnassigned('3');
  const put = (came: string) => `
    2026-02-02 10:00  STO 1 KO 65C 20Mar @0.80
    2026-02-02 10:00  STO 1 PEP 150C 20Mar @0.80
    2026-02-09 09:00  transfer +1 KO 65C 20Mar
    2026-02-09 09:00  transfer -1 ${came}
  `;
  assert.match(why(put('KO 65C 20Mar')), /within the account/);
  assert.doesNotMatch(why(put('KO 70C 20Mar')), /within the account/);
  assert.doesNotMatch(why(put('KO')), /within the account/);
  assert.doesNotMatch(why(put('PEP 150C 20Mar')), /within the account/);
});

test('what is bought and sold at one moment, for as much, has moved all the same', () => {
  const desk = group(`
    - | 2026-02-09 10:00  bought 100 KO @60
    - | 2026-02-09 10:00  sold 100 KO @60
  `);
  assert.match(desk.whyUnassigned('1'), /shares outside any campaign/);
});

test('shares of one ticker that leave and of another that come at one moment have both moved', () => {
  const desk = group(`
    - | 2026-02-02 10:00  bought 100 KO @60
    - | 2026-02-09 09:00  transfer -100 KO
    - | 2026-02-09 09:00  transfer +100 PEP
  `);
  assert.doesNotMatch(desk.whyUnassigned('3'), /within the account/);
  assert.deepEqual(desk.problems, ['UNKNOWN_BASIS']);
});
