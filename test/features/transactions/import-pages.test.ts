import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { headingOf, noticeOf, reasonBeside, textOf } from '../../support/answers.ts';
import { exportedFile } from '../../support/exports.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { count, rows } from '../../support/rows.ts';
import { FORM, sendFile } from '../../support/upload.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
}

async function openDesk(t: TestContext): Promise<Desk> {
  const house = await openTestHouse(t);
  return { house, ada: await signIn(house, 'user', 'ada') };
}

async function given(desk: Desk, name: string): Promise<string> {
  const answer = await sendFile(desk.ada, name, exportedFile(name).bytes);
  assert.equal(answer.statusCode, 303, answer.body);
  return String(answer.headers.location);
}

const figuresOn = (body: string) =>
  [...body.matchAll(/class="kpi">([\s\S]*?)<\/li>/g)].map(([, item = '']) =>
    textOf(item.replaceAll('</p>', ' ')).split(' ').slice(0, 3).join(' '),
  );

test('a file is looked at before anything is written, and then imported into a new account', async (t) => {
  const desk = await openDesk(t);
  const { ada, house } = desk;
  const address = await given(desk, 'schwab-title-and-total.csv');
  const preview = await ada.visitor.get(address);
  assert.equal(headingOf(preview.body), 'schwab-title-and-total.csv');
  assert.match(textOf(preview.body), /Schwab's transactions, CSV/);
  assert.match(figuresOn(preview.body)[0] ?? '', /^New 11/);
  assert.match(textOf(preview.body), /F 13 call, 13 Mar/);
  for (const table of ['raw_transactions', 'transactions', 'accounts', 'import_lines'])
    assert.equal(count(house, table), 0, table);
  const page = await ada.visitor.submit(`${address}/acceptance`, { account: 'new', number: '12345417' });
  assert.equal(noticeOf(page.body), 'Imported: 11 new.');
  assert.match(textOf(page.body), /into Schwab \.\.\.417/);
  assert.equal(count(house, 'transactions'), 11);
  assert.equal(count(house, 'import_files'), 0);
  const again = await ada.visitor.get(await given(desk, 'schwab.json'));
  assert.match(figuresOn(again.body).join('; '), /^New 0 .*; Already there 11/);
  assert.match(again.body, /aria-current="true">Schwab \.\.\.417/, 'the only account is the likeliest');
});

test('lines that nobody could read are listed before and after', async (t) => {
  const desk = await openDesk(t);
  const address = await given(desk, 'schwab-not-understood.csv');
  const expected =
    /Line 3 It has no date we can read\..*Line 4 It has a quantity.*Line 6 It breaks off before its end\./;
  assert.match(textOf((await desk.ada.visitor.get(address)).body), expected);
  const done = await desk.ada.visitor.submit(`${address}/acceptance`, { account: 'new', number: '12345417' });
  assert.match(textOf(done.body), expected);
  const odd = await desk.ada.visitor.get('/transactions/odd');
  assert.match(textOf(odd.body), /Teleport shares.*It is a “Teleport Shares”.*Wed 18 Mar/);
});

test('an account is needed; a new one needs a number; nothing is lost by the mistake', async (t) => {
  const desk = await openDesk(t);
  const address = await given(desk, 'schwab-plain.csv');
  const wrong = await desk.ada.visitor.post(`${address}/acceptance`, { account: 'new', number: ' ' });
  assert.equal(wrong.statusCode, 422);
  assert.match(reasonBeside(wrong.body, 'number'), /number of the account, or a name/);
  const foreign = await desk.ada.visitor.post(`${address}/acceptance`, { account: 'nobodys' });
  assert.equal(foreign.statusCode, 422);
  assert.equal(count(desk.house, 'transactions'), 0);
  await desk.ada.visitor.submit(`${address}/acceptance`, { account: 'new', number: '12345417' });
  const twice = await desk.ada.visitor.post(`${address}/acceptance`, { account: 'new', number: '12345417' });
  assert.equal(twice.statusCode, 422, 'what has been answered is not asked again');
  assert.equal(count(desk.house, 'transactions'), 11);
});

test('the file that names another account than the chosen one is asked about', async (t) => {
  const desk = await openDesk(t);
  const first = await given(desk, 'schwab-plain.csv');
  await desk.ada.visitor.submit(`${first}/acceptance`, { account: 'new', number: '99999999' });
  const [account] = rows(desk.house, 'SELECT id FROM accounts');
  const address = await given(desk, 'schwab-title-and-total.csv');
  const proposed = await desk.ada.visitor.get(address);
  assert.match(proposed.body, /aria-current="true">A new account/);
  const chosen = await desk.ada.visitor.get(`${address}?account=${account?.['id']}`);
  assert.match(
    textOf(chosen.body),
    /Is this the right account\? The file says it is of the account \.\.\.417/,
  );
});

test('holdings are previewed share by share', async (t) => {
  const desk = await openDesk(t);
  const address = await given(desk, 'zerodha-holdings.csv');
  const preview = textOf((await desk.ada.visitor.get(address)).body);
  assert.match(preview, /INFY 8 ?new ?1412\.95.*TATAMOTORS 120 ?new ?unknown/);
  await desk.ada.visitor.submit(`${address}/acceptance`, { account: 'new', number: 'AB1234' });
  assert.equal(count(desk.house, 'holdings'), 3);
});

test('a file is forgotten when it is not wanted, or after a day', async (t) => {
  const desk = await openDesk(t);
  const address = await given(desk, 'schwab-plain.csv');
  const answer = await desk.ada.visitor.delete(address);
  assert.equal(answer.headers.location, '/transactions/import');
  assert.equal((await desk.ada.visitor.get(address)).statusCode, 404);
  await given(desk, 'schwab-plain.csv');
  desk.house.clock.add(25 * 3_600_000);
  await given(desk, 'schwab.json');
  assert.equal(count(desk.house, 'imports'), 1);
});

const FIVE_MB = 5 * 1024 * 1024;

const wrongFiles: readonly (readonly [story: string, file: string | Uint8Array, reason: RegExp])[] = [
  ['no file', '', /Please choose a file: this one is empty/],
  ['a letter', 'Dear Sir or Madam', /letter\.txt has no heading/],
  ['half of a JSON file', '{"BrokerageTransactions": [{', /is not whole/],
  ['five megabytes of one line', 'x'.repeat(FIVE_MB), /has no heading/],
  ['five megabytes of commas', ','.repeat(FIVE_MB), /has no heading/],
  ['five megabytes inside a quote', `"${'x'.repeat(FIVE_MB - 1)}`, /has no heading/],
  ['five megabytes of brackets', '['.repeat(FIVE_MB), /letter\.txt (is|has) /],
  ['zeros', Buffer.alloc(10_000), /is no text|is empty/],
  ['zeros within', '"Date","Action"\0\0\n', /is no text/],
  ['a workbook that was renamed', Buffer.from('PK\x03\x04 and so on'), /is an Excel workbook/],
  ['a letter in UTF-16', Buffer.from('\uFEFFDear Sir or Madam', 'utf16le'), /has no heading/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /is no text/],
];

for (const [story, file, reason] of wrongFiles) {
  test(`${story} is said beside the field, and nothing waits`, async (t) => {
    const desk = await openDesk(t);
    const answer = await sendFile(desk.ada, 'letter.txt', file);
    assert.equal(answer.statusCode, 422);
    assert.match(reasonBeside(answer.body, 'file'), reason);
    assert.equal(count(desk.house, 'imports'), 0);
  });
}

test('a file in UTF-16, as spreadsheets save them, is read like any other', async (t) => {
  const desk = await openDesk(t);
  const text = `\uFEFF${Buffer.from(exportedFile('schwab-plain.csv').bytes)}`;
  const answer = await sendFile(desk.ada, 'unicode.csv', Buffer.from(text, 'utf16le'));
  const preview = await desk.ada.visitor.get(String(answer.headers.location));
  assert.match(figuresOn(preview.body)[0] ?? '', /^New 11/);
});

test('more than five megabytes are turned away, and so is what is no form', async (t) => {
  const desk = await openDesk(t);
  assert.equal((await sendFile(desk.ada, 'big.csv', 'x'.repeat(5 * 1024 * 1024 + 8192))).statusCode, 413);
  const { visitor } = desk.ada;
  const [, line] = FORM.split('boundary=');
  const nameless = `--${line}\r\n\r\nnameless\r\n--${line}--`;
  const headers = { 'sec-fetch-site': 'same-origin', 'x-csrf-token': visitor.csrf };
  for (const [type, body] of [
    [FORM, 'nothing between'],
    ['multipart/form-data', 'no boundary'],
    [FORM, nameless],
  ] as const)
    assert.equal(
      (await visitor.send('POST', '/transactions/import', { ...headers, 'content-type': type }, body))
        .statusCode,
      400,
    );
});

test('a form from elsewhere, a viewer and a stranger import nothing', async (t) => {
  const desk = await openDesk(t);
  assert.equal((await sendFile(desk.ada, 'a.csv', 'x', { token: 'another token' })).statusCode, 403);
  const address = await given(desk, 'schwab-plain.csv');
  const eve = await signIn(desk.house, 'admin', 'eve');
  assert.equal((await eve.visitor.get(address)).statusCode, 404);
  assert.equal(
    (await eve.visitor.post(`${address}/acceptance`, { account: 'new', number: '1' })).statusCode,
    404,
  );
  const viewer = await signIn(desk.house, 'viewer');
  assert.equal((await sendFile(viewer, 'a.csv', 'x')).statusCode, 403);
  assert.equal(count(desk.house, 'accounts'), 0);
});
