import assert from 'node:assert/strict';
import test from 'node:test';
import { anonymise } from '../../../src/features/campaigns/index.ts';
import { rows } from '../../support/ledger.ts';
import { replayOf } from '../../support/replay.ts';

const WHEEL = rows(`
  2026-03-02 10:00  STO 1 KO 60P 20Mar @1.50  account 12345678
  2026-03-21 03:25  shares +100 KO @60        account 12345678  "COCA COLA CO"
  2026-03-21 03:30  assigned 1 KO 60P 20Mar   account 12345678  "Removed due to Assignment PUT COCA COLA CO $60 EXP 03/20/26"
  2026-04-01 08:09  dividend 22.31            account 12345678  "THE COCA-COLA CO"
  2026-04-01 08:09  withheld -2.23            account 12345678  "THE COCA-COLA CO"
  2026-04-02 08:09  dividend 12.00            account 12345678  "PROCTER & GAMBLE CO"
  2026-04-03 08:09  deposit 5000.00           account 12345678  "JOHN DOE SAVINGS"
`);

test('a history made unrecognisable keeps no name and no account, and its dividends find their campaign', () => {
  const replay = replayOf(anonymise(WHEEL));
  assert.doesNotMatch(JSON.stringify(replay), /COCA|COLA|PROCTER|DOE|12345678/);
  const [campaign] = replay.campaigns;
  assert.deepEqual([campaign?.dividends, campaign?.cash], ['40.16', '-11661.16']);
  assert.deepEqual(
    replay.problems.map(({ code }) => code),
    ['UNMATCHED_DIVIDEND'],
  );
});
