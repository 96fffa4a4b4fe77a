import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseSchwabApi, parseSchwabExport, parseSchwabFile } from '../../../src/features/brokers/index.ts';
import { element, share } from './schwab-rows.ts';

const CSV =
  'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n03/16/2026,Buy,F,FORD,1,$12.00,,-$12.00\n';
const ROW = element(1, { netAmount: -12, transferItems: [share('F', 1, -12)] });
const EXPORTED = {
  Date: '03/16/2026',
  Action: 'Buy',
  Symbol: 'F',
  Description: 'FORD',
  Quantity: '1',
  Price: '$12.00',
  Amount: '-$12.00',
};

test('a file is known by what it holds: an answer of the API, an export as CSV, an export as JSON', () => {
  const json = JSON.stringify({ BrokerageTransactions: [EXPORTED] });
  assert.deepEqual(parseSchwabFile(JSON.stringify([ROW])), parseSchwabApi([ROW]));
  assert.deepEqual(parseSchwabFile(`\uFEFF\n ${JSON.stringify(ROW)}`), parseSchwabApi([ROW]));
  assert.deepEqual(parseSchwabFile(CSV), parseSchwabExport(CSV));
  assert.deepEqual(parseSchwabFile(json), parseSchwabExport(CSV));
  assert.deepEqual(parseSchwabFile('[]'), { transactions: [], problems: [] });
});

const others: readonly (readonly [story: string, text: string, sentence: RegExp])[] = [
  ['nothing', ' \n', /is empty/],
  ['another export', '"Symbol","Name","Closed Date"\n"F","FORD","03/16/2026"', /has no heading/],
  ['a page of HTML', '<!doctype html><title>Access Denied</title>', /has no heading/],
  ['half an answer', JSON.stringify([ROW]).slice(0, -20), /is not whole/],
  ['half an export', JSON.stringify({ BrokerageTransactions: [EXPORTED] }).slice(0, -9), /is not whole/],
  ['an answer about something else', '{"errors":[{"status":401}]}', /has no list of BrokerageTransactions/],
  ['UTF-16 read as UTF-8', [...CSV].join('\0'), /is no text in UTF-8/],
  ['brackets by the thousand', '['.repeat(5000), /none that a broker writes/],
];

for (const [story, text, sentence] of others) {
  test(`a file of ${story} is answered by a sentence`, () => {
    const answer = parseSchwabFile(text);
    assert.ok('sentence' in answer);
    assert.match(answer.sentence, sentence);
    assert.match(answer.sentence, /^The file .+\.$/);
    assert.deepEqual(parseSchwabExport(text).transactions, []);
    assert.equal(parseSchwabExport(text).problems.length, 1);
  });
}

test('any text at all is answered, and nothing is thrown', () => {
  const start = fc.constantFrom('', '[', '{', '[{', CSV, '{"BrokerageTransactions":[', '[[[[');
  const texts = fc.tuple(start, fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })));
  fc.assert(
    fc.property(texts, ([before, after]) => {
      const answer = parseSchwabFile(before + after);
      assert.ok('sentence' in answer || Array.isArray(answer.transactions));
      assert.ok(Array.isArray(parseSchwabExport(before + after).problems));
    }),
    { numRuns: 500 },
  );
});

const MEGABYTES: readonly (readonly [story: string, text: () => string])[] = [
  ['rows', () => CSV + '03/16/2026,Buy,F,FORD,1,$12.00,,-$12.00\n'.repeat(125_000)],
  ['short rows', () => CSV + 'a\n'.repeat(2_500_000)],
  ['quotes', () => CSV + '"'.repeat(5_000_000)],
  ['commas', () => CSV + ','.repeat(5_000_000)],
  ['one word', () => 'x'.repeat(5_000_000)],
  ['open brackets', () => '['.repeat(5_000_000)],
  ['small numbers', () => `[${'1,'.repeat(2_500_000)}1]`],
];

for (const [story, text] of MEGABYTES) {
  test(`5 MB of ${story} take no more than a moment`, () => {
    const file = text();
    // Of this program's own time: what others do on the machine meanwhile is not its fault.
    const from = process.cpuUsage();
    parseSchwabFile(file);
    const { user, system } = process.cpuUsage(from);
    assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms`);
  });
}
