import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { headingOf, noticeOf, reasonBeside, textOf } from '../../support/answers.ts';
import { exportedFile } from '../../support/exports.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { count, rows } from '../../support/rows.ts';

interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
}

async function openDesk(t: TestContext): Promise<Desk> {
  const house = await openTestHouse(t);
  return { house, ada: await signIn(house, 'user', 'ada') };
}

const LINE = '----a-line-between';

/** As a browser sends a form with a file in it. */
function send({ visitor }: SignedIn, name: string, text: string, token = visitor.csrf) {
  const part = (head: string, body: string) =>
    `--${LINE}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const file = part(`name="file"; filename="${name}"\r\nContent-Type: text/csv`, text);
  return visitor.send(
    'POST',
    '/transactions/import',
    { 'content-type': `multipart/form-data; boundary=${LINE}`, 'sec-fetch-site': 'same-origin' },
    `${part('name="_csrf"', token)}${file}--${LINE}--\r\n`,
  );
}

async function given(desk: Desk, name: string): Promise<string> {
  const answer = await send(desk.ada, name, Buffer.from(exportedFile(name).bytes).toString());
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
  assert.match(textOf(odd.body), /Teleport Shares/);
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

const wrongFiles: readonly (readonly [story: string, text: string, reason: RegExp])[] = [
  ['no file', '', /Please choose a file: this one is empty/],
  ['a letter', 'Dear Sir or Madam', /letter\.txt has no heading/],
  ['half of a JSON file', '{"BrokerageTransactions": [{', /is not whole/],
];

for (const [story, text, reason] of wrongFiles) {
  test(`${story} is said beside the field, and nothing waits`, async (t) => {
    const desk = await openDesk(t);
    const answer = await send(desk.ada, 'letter.txt', text);
    assert.equal(answer.statusCode, 422);
    assert.match(reasonBeside(answer.body, 'file'), reason);
    assert.equal(count(desk.house, 'imports'), 0);
  });
}

test('more than five megabytes are turned away, and so is what is no form', async (t) => {
  const desk = await openDesk(t);
  assert.equal((await send(desk.ada, 'big.csv', 'x'.repeat(5 * 1024 * 1024 + 8192))).statusCode, 413);
  const { visitor } = desk.ada;
  const headers = { 'sec-fetch-site': 'same-origin', 'x-csrf-token': visitor.csrf };
  for (const [type, body] of [
    [`multipart/form-data; boundary=${LINE}`, 'nothing between'],
    ['multipart/form-data', `--${LINE}--`],
    [`multipart/form-data; boundary=${LINE}`, `--${LINE}\r\n\r\nnameless\r\n--${LINE}--`],
  ] as const)
    assert.equal(
      (await visitor.send('POST', '/transactions/import', { ...headers, 'content-type': type }, body))
        .statusCode,
      400,
    );
});

test('a form from elsewhere, a viewer and a stranger import nothing', async (t) => {
  const desk = await openDesk(t);
  assert.equal((await send(desk.ada, 'a.csv', 'x', 'another token')).statusCode, 403);
  const address = await given(desk, 'schwab-plain.csv');
  const eve = await signIn(desk.house, 'admin', 'eve');
  assert.equal((await eve.visitor.get(address)).statusCode, 404);
  assert.equal(
    (await eve.visitor.post(`${address}/acceptance`, { account: 'new', number: '1' })).statusCode,
    404,
  );
  const viewer = await signIn(desk.house, 'viewer');
  assert.equal((await send(viewer, 'a.csv', 'x')).statusCode, 403);
  assert.equal(count(desk.house, 'accounts'), 0);
});
