import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { root } from '../src/root.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-replay-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const CSV = `"Transactions  for account Individual ...123 as of 05/07/2026 08:53:37 AM ET"
"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"
"04/20/2026 as of 04/17/2026","Expired","F 04/17/2026 12.00 P","PUT FORD MOTOR CO $12 EXP 04/17/26","2","","",""
"03/18/2026","Sell to Open","F 04/17/2026 12.00 P","PUT FORD MOTOR CO $12 EXP 04/17/26","2","$0.60","$1.32","$118.68"
"03/18/2026","Buy to Close","F 03/20/2026 12.50 P","PUT FORD MOTOR CO $12.5 EXP 03/20/26","2","$0.35","$1.32","-$71.32"
"03/02/2026","Sell to Open","F 03/20/2026 12.50 P","PUT FORD MOTOR CO $12.5 EXP 03/20/26","2","$0.45","$1.32","$88.68"
"Transactions Total","","","","","","","$136.04"
`;

function replay(name: string, text: string, ...options: string[]) {
  writeFileSync(path.join(folder, name), text);
  return spawnSync(process.execPath, ['src/cli.ts', 'replay', path.join(folder, name), ...options], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: path.join(folder, 'nothing') },
  });
}

test('an export is grouped without a database, and one JSON object is printed and nothing else', () => {
  const { status, stdout, stderr } = replay('export.csv', CSV);
  assert.deepEqual([status, stderr], [0, '']);
  const { campaigns, problems, unassigned } = JSON.parse(stdout);
  assert.deepEqual([problems, unassigned], [[], []]);
  const [campaign] = campaigns;
  // 88.68 - 71.32 + 118.68
  assert.deepEqual(
    [
      campaigns.length,
      campaign.ticker,
      campaign.strategy,
      campaign.status,
      campaign.closedOn,
      campaign.rollCount,
    ],
    [1, 'F', 'NAKED_PUT', 'CLOSED', '2026-04-17', 1],
  );
  assert.deepEqual([campaign.cash, campaign.realised, campaign.realisedTax], ['136.04', '136.04', '136.04']);
  assert.equal(campaign.rolls[0].netCredit, '47.36');
});

test('made unrecognisable, it groups the same, at twice the amounts and on other days', () => {
  const { stdout } = replay('export.csv', CSV, '--anonymise');
  const [campaign] = JSON.parse(stdout).campaigns;
  assert.deepEqual([campaign.account, campaign.cash, campaign.rollCount], ['account 1', '272.08', 1]);
  assert.equal(campaign.startedOn, '2026-06-08');
  assert.equal(campaign.rolls[0].from, 'F     260626P00025000');
});

test('a decision in a file is applied', () => {
  const whole = JSON.parse(replay('export.csv', CSV).stdout);
  const [closing, opening] = ['BUY TO CLOSE', 'SELL TO OPEN'].map(
    (words) =>
      whole.campaigns[0].allocations.find(
        ({ transactionId, role }: { transactionId: string; role: string }) =>
          transactionId.toUpperCase().includes(words) && role !== 'OPENING',
      ).transactionId,
  );
  const file = path.join(folder, 'decisions.json');
  writeFileSync(file, JSON.stringify([{ id: 'd1', kind: 'unlink', closing, opening }]));
  const { campaigns, problems } = JSON.parse(replay('export.csv', CSV, '--decisions', file).stdout);
  assert.deepEqual([campaigns.length, problems], [2, []]);
});

test('decisions that cannot be understood are refused with the place', () => {
  const file = path.join(folder, 'odd.json');
  for (const text of ['[{"kind":"move"}]', '{"kind":"move"}', '[{"id":"1","kind":"dance"}]', 'no json']) {
    writeFileSync(file, text);
    const { status, stdout, stderr } = replay('export.csv', CSV, '--decisions', file);
    assert.deepEqual([status, stdout], [2, ''], text);
    assert.match(stderr, /odd\.json is not/);
  }
});

const BAD: readonly (readonly [story: string, text: string, said: RegExp])[] = [
  ['an empty file', '', /./],
  ['a picture', '\u0000\u0001PNG', /./],
  ['half a JSON array', '[{"activityId": 1, "type": "TRA', /./],
];

for (const [story, text, said] of BAD) {
  test(`${story} is a sentence on stderr and exit 1, without a stack`, () => {
    const { status, stdout, stderr } = replay('bad', text);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, said);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });
}

test('one row of nonsense is a problem; the rest of the file is grouped', () => {
  const { status, stdout } = replay(
    'some.csv',
    CSV.replace('"03/02/2026","Sell to Open"', '"99/99/2026","Sell to Open"'),
  );
  const { campaigns, problems } = JSON.parse(stdout);
  assert.equal(status, 0);
  assert.ok(problems.some(({ code }: { code: string }) => code === 'BAD_ROW'));
  assert.equal(campaigns[0].ticker, 'F');
});
