import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { write } from '../../../../src/db/write.ts';
import { addNote, addTag } from '../../../../src/features/campaigns/store/notes.ts';
import { textOf } from '../../../support/answers.ts';
import { openTestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { signIn } from '../../../support/people.ts';
import { keep } from '../statistics/kept.ts';

// A closed put of KO, an open wheel of KO whose premium the tax book puts into the cost, an open condor of IWM.
const STORY = `
  2026-01-05 10:00  STO 1 KO 58P 16Jan26 @1.00 order 1
  2026-01-12 10:00  BTC 1 KO 58P 16Jan26 @0.20 order 2
  2026-02-02 10:00  STO 2 KO 60P 20Feb26 @0.95 order 3
  2026-02-21 03:25  shares +200 KO @60  "COCA COLA CO"
  2026-02-21 03:30  assigned 2 KO 60P 20Feb26
  2026-02-23 10:00  STO 2 KO 61C 15May26 @0.70 order 4
  2026-03-02 10:00  STO 1 IWM 200P 17Apr26 @2.00 order 5
  2026-03-02 10:00  BTO 1 IWM 195P 17Apr26 @1.00 order 5
  2026-03-02 10:00  STO 1 IWM 225C 17Apr26 @2.00 order 5
  2026-03-02 10:00  BTO 1 IWM 230C 17Apr26 @1.00 order 5`;

async function openDesk(t: TestContext) {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  await keep(house, ada.id, rows(STORY));
  return { house, ada };
}

interface Listed {
  readonly id: string;
  readonly ticker: string;
  readonly strategy: string;
  readonly status: string;
  readonly realised: string;
}

interface List {
  readonly tickers: readonly {
    readonly ticker: string;
    readonly open: number;
    readonly closed: number;
    readonly pnl: string | null;
    readonly campaigns: readonly Listed[];
  }[];
  readonly next: string | null;
}

const listed = ({ tickers }: List) => tickers.flatMap(({ campaigns }) => campaigns);
const named = (list: List) => listed(list).map(({ ticker, strategy }) => `${ticker} ${strategy}`);

test('the JSON is by ticker, with what is open, what is closed and what it has made, and campaigns without their rows', async (t) => {
  const { ada } = await openDesk(t);
  const list: List = (await ada.visitor.get('/api/campaigns')).json();
  assert.equal(list.next, null);
  const groups = list.tickers.map(({ campaigns, ...group }) => ({ ...group, n: campaigns.length }));
  assert.deepEqual(groups, [
    { ticker: 'IWM', open: 1, closed: 0, pnl: '0.00', n: 1 },
    { ticker: 'KO', open: 1, closed: 1, pnl: '267.36', n: 2 },
  ]);
  const [first] = listed(list);
  assert.ok(first);
  const whole = (await ada.visitor.get(`/api/campaigns/${first.id}`)).json();
  const { allocations, ...rest } = whole;
  assert.ok(allocations.length === 4);
  for (const [name, value] of Object.entries(first)) assert.deepEqual(rest[name], value, name);
});

test('the tax book counts the premium of the assigned put with its shares', async (t) => {
  const { ada } = await openDesk(t);
  const list: List = (await ada.visitor.get('/api/campaigns?book=tax')).json();
  assert.deepEqual(
    list.tickers.map(({ ticker, pnl }) => [ticker, pnl]),
    [
      ['IWM', '0.00'],
      ['KO', '78.68'],
    ],
  );
  const page = await ada.visitor.get('/campaigns?book=tax');
  assert.match(textOf(page.body), /as it is taxed/);
  assert.match(page.body, /href="\/campaigns\/\w+\?book=tax"/);
});

const NARROWED: readonly (readonly [query: string, found: readonly string[]])[] = [
  ['', ['IWM IRON_CONDOR', 'KO WHEEL', 'KO NAKED_PUT']],
  ['?order=oldest', ['KO NAKED_PUT', 'KO WHEEL', 'IWM IRON_CONDOR']],
  ['?order=pnl', ['KO WHEEL', 'KO NAKED_PUT', 'IWM IRON_CONDOR']],
  ['?order=pnl-least', ['IWM IRON_CONDOR', 'KO NAKED_PUT', 'KO WHEEL']],
  ['?order=expiry', ['IWM IRON_CONDOR', 'KO WHEEL', 'KO NAKED_PUT']],
  ['?order=expiry-last', ['KO WHEEL', 'KO NAKED_PUT', 'IWM IRON_CONDOR']],
  ['?order=return', ['KO WHEEL', 'KO NAKED_PUT', 'IWM IRON_CONDOR']],
  ['?status=open', ['IWM IRON_CONDOR', 'KO WHEEL']],
  ['?status=closed', ['KO NAKED_PUT']],
  ['?strategy=wheel', ['KO WHEEL']],
  ['?ticker=ko', ['KO WHEEL', 'KO NAKED_PUT']],
  ['?q=condor', ['IWM IRON_CONDOR']],
  ['?q=naked%20p', ['KO NAKED_PUT']],
  ['?q=iw', ['IWM IRON_CONDOR']],
  ['?account=nobodys', []],
  ['?tag=none', []],
];

for (const [query, found] of NARROWED) {
  test(`narrowed by ${query || 'nothing'}, page and JSON show the same`, async (t) => {
    const { ada } = await openDesk(t);
    assert.deepEqual(named((await ada.visitor.get(`/api/campaigns${query}`)).json()), found);
    const page = await ada.visitor.get(`/campaigns${query}`);
    assert.equal(page.statusCode, 200);
    const shown = [...page.body.matchAll(/<tr id="campaign-\w+"[\s\S]*?<a [^>]*>([\s\S]*?)<\/a>/g)];
    assert.equal(shown.length, found.length);
  });
}

test('by a tag, and by the words of a note; a stranger’s are not found', async (t) => {
  const { house, ada } = await openDesk(t);
  const [, wheel] = listed((await ada.visitor.get('/api/campaigns')).json());
  assert.ok(wheel);
  write(house.deps.db, (tx) => {
    addTag(tx, ada.id, wheel.id, 'income');
    addNote(tx, ada.id, wheel.id, { id: 'n1', text: 'waits for the dividend', writtenAt: 1 });
  });
  for (const query of ['?tag=income', '?q=waits%20for', '?q=incom'])
    assert.deepEqual(named((await ada.visitor.get(`/api/campaigns${query}`)).json()), ['KO WHEEL'], query);
  const eve = await signIn(house, 'user', 'eve');
  for (const query of ['', '?tag=income', '?q=waits'])
    assert.deepEqual(listed((await eve.visitor.get(`/api/campaigns${query}`)).json()), []);
});

test('the page says what is open, basis, break-even, expiry, and what each has made', async (t) => {
  const { ada } = await openDesk(t);
  const text = textOf((await ada.visitor.get('/campaigns')).body);
  assert.match(text, /Open IWM Iron condor.*1 × 195\/200P 225\/230C 17 Apr/);
  assert.match(text, /KO Wheel covered.*200 shares, 2 × 61C 15 May/);
  assert.match(text, /basis \$58\.36 a share/);
  assert.match(text, /15 May56 days/);
  assert.match(text, /Closed KO Naked put.*12 Janclosed/);
  const tax = textOf((await ada.visitor.get('/campaigns?book=tax')).body);
  assert.match(tax, /basis \$59\.06 a share/);
});

for (const query of [
  '?order=sideways',
  '?strategy=GIFT',
  '?status=ajar',
  '?after=there',
  '?book=third',
  `?q=${'x'.repeat(101)}`,
]) {
  test(`${query.slice(0, 20)} is told to be a mistake, and the rest is shown`, async (t) => {
    const { ada } = await openDesk(t);
    assert.equal((await ada.visitor.get(`/api/campaigns${query}`)).statusCode, 422);
    const page = await ada.visitor.get(`/campaigns${query}`);
    assert.equal(page.statusCode, 422);
    assert.match(textOf(page.body), /Iron condor/);
  });
}

test('pages follow each other by their place in every order, and nothing is shown twice or left out', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  const day = (n: number) => `2026-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}`;
  const story = Array.from({ length: 60 }, (_, n) => {
    const ticker = ['KO', 'F', 'PLTR'][n % 3];
    const opened = `${day(n)} 10:00  STO 1 ${ticker} ${20 + (n % 7)}P 17Apr26 @${1 + (n % 4) / 10} id ${1000 + n}`;
    return n % 2 === 0
      ? opened
      : `${opened}\n${day(n)} 15:00  BTC 1 ${ticker} ${20 + (n % 7)}P 17Apr26 @0.5 id ${2000 + n}`;
  });
  await keep(house, ada.id, rows(story.join('\n')));
  for (const order of [
    'open',
    'newest',
    'oldest',
    'pnl',
    'pnl-least',
    'expiry',
    'expiry-last',
    'return',
    'return-least',
  ]) {
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: List = (await ada.visitor.get(`/api/campaigns?order=${order}&after=${after}`)).json();
      seen.push(...listed(page).map(({ id }) => id));
      after = page.next;
    }
    assert.equal(new Set(seen).size, seen.length, `${order}: twice`);
    assert.ok(seen.length > 50, `${order}: ${seen.length}`);
  }
  const first = await ada.visitor.get('/campaigns');
  const next = /href="([^"]+)" rel="next"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  assert.match(textOf((await ada.visitor.get(next)).body), /of them here/);
});

test('blanks leave the address, an unchanged page is a 304, and a part of it is the list alone', async (t) => {
  const { ada } = await openDesk(t);
  const blank = await ada.visitor.get('/campaigns?q=&ticker=ko&tag=');
  assert.deepEqual([blank.statusCode, blank.headers.location], [303, '/campaigns?ticker=ko']);
  const page = await ada.visitor.get('/campaigns');
  const again = await ada.visitor.get('/campaigns', { 'if-none-match': String(page.headers.etag) });
  assert.equal(again.statusCode, 304);
  assert.match((await ada.visitor.fragment('/campaigns')).body, /^\s*<div class="campaigns" id="campaigns">/);
});

test('the whole list as CSV and as JSON, narrowed as it is shown', async (t) => {
  const { ada } = await openDesk(t);
  const csv = await ada.visitor.get('/campaigns/export.csv?ticker=KO');
  assert.match(String(csv.headers['content-disposition']), /campaigns-2026-03-20\.csv/);
  const [head = '', ...lines] = csv.body.trim().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(head, /^id,account,ticker,status,/);
  assert.match(lines[0] ?? '', /,KO,OPEN,WHEEL,COVERED,2026-02-02,,/);
  const json = (await ada.visitor.get('/campaigns/export.json')).json();
  assert.deepEqual(
    json.map(({ ticker }: Listed) => ticker),
    ['IWM', 'KO', 'KO'],
  );
  assert.ok(!('allocations' in json[0]));
});

test('with nothing there yet, the page says what to do next; with shares alone, why there is none', async (t) => {
  const house = await openTestHouse(t);
  const ada = await signIn(house, 'user', 'ada');
  assert.match(textOf((await ada.visitor.get('/campaigns')).body), /No campaigns yet.*Connect a broker/);
  await keep(house, ada.id, rows('2026-01-05 10:00  bought 100 KO @60'));
  assert.match(textOf((await ada.visitor.get('/campaigns')).body), /Your rows have none.*Look at the rows/);
});
