import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Database from 'better-sqlite3';
import { flaws, onScreen, type Page, type Screen, screens, visit } from '../support/browser.ts';
import { runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  runCommand(['demo-data', '--user', owner.email], desk.settings);
});
after(() => desk?.close());

const DESKTOP: Screen = { width: 1280, scheme: 'light' };
const PHONE: Screen = { width: 390, scheme: 'dark' };
const LONG = { timeout: 120_000 };

/** A row that opens a campaign of its own, and another campaign of its ticker. */
interface Case {
  readonly row: string;
  readonly from: string;
  readonly to: string;
}

function ask<T>(sql: string, ...values: readonly string[]): readonly T[] {
  const db = new Database(path.join(desk.folder, 'rollbook.db'), { readonly: true });
  try {
    return db.prepare<unknown[], T>(sql).all(...values);
  } finally {
    db.close();
  }
}

function aCase(): Case {
  const [found] = ask<Case>(`SELECT t.activity_id AS "row", c.id AS "from", other.id AS "to"
    FROM campaigns c JOIN campaign_trades t ON t.campaign_key = c.key AND t.position = 0
    JOIN campaigns other ON other.ticker = c.ticker AND other.account_id = c.account_id AND other.started_on < c.started_on
    WHERE t.role = 'OPENING' AND c.strategy = 'NAKED_PUT' AND other.strategy = 'NAKED_PUT' AND c.status = 'CLOSED'
    ORDER BY c.started_on DESC, other.started_on DESC LIMIT 1`);
  return found ?? assert.fail('the practice market has no two puts of one ticker');
}

/** In which campaigns a row is. */
const placesOf = (row: string) =>
  ask<{ id: string }>(
    `SELECT DISTINCT c.id FROM campaigns c JOIN campaign_trades t ON t.campaign_key = c.key WHERE t.activity_id = ?`,
    row,
  ).map(({ id }) => id);

/** Every campaign as it is, but for the number of its line. */
const everything = () =>
  JSON.stringify(
    ask<{ readonly key: number }>('SELECT * FROM campaigns ORDER BY id').map((each) => ({ ...each, key: 0 })),
  );

async function open(page: Page, { from, row }: Case) {
  await page.goto(`${desk.server.origin}/campaigns/${from}`);
  const handle = page.locator(`[data-row="${row}"] [data-handle]`).first();
  await handle.scrollIntoViewIfNeeded();
  const box = (await handle.boundingBox()) ?? assert.fail('the row has no handle');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function middleOf(page: Page, selector: string) {
  const box = (await page.locator(selector).boundingBox()) ?? assert.fail(`${selector} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function confirm(page: Page): Promise<void> {
  await page.locator('.move-dialog .sure').waitFor();
  assert.deepEqual(await flaws(page), []);
  await page
    .locator('.move-dialog')
    .getByRole('button', { name: /^Move \d+ contract/ })
    .click();
  await page.getByText('moved to the other campaign').waitFor();
}

async function undo(page: Page, before: string): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('taken back').waitFor();
  assert.equal(everything(), before);
}

test(
  'a row is dragged by mouse, both figures before and after are seen, and it is undone',
  LONG,
  async () => {
    const one = aCase();
    const before = everything();
    await visit(desk.browser, { screen: DESKTOP }, async (page) => {
      await signIn(page, desk);
      const loaded: string[] = [];
      page.on('request', (request) => loaded.push(request.url()));
      const at = await open(page, one);
      assert.ok(!loaded.some((url) => url.includes('regroup.')), 'what drags comes only when it is needed');
      await page.mouse.move(at.x, at.y);
      await page.waitForResponse(/regroup\./);
      await page.mouse.down();
      await page.mouse.move(at.x + 12, at.y + 8, { steps: 4 });
      const place = `.tray [data-to="${one.to}"]`;
      await page.locator(place).waitFor();
      const to = await middleOf(page, place);
      await page.mouse.move(to.x, to.y, { steps: 6 });
      await page.locator('.tray .change-table').waitFor();
      assert.match(await page.locator('.tray .figures').innerText(), /Now\s+Then/);
      await page.mouse.up();
      assert.equal(everything(), before, 'nothing is moved before it is confirmed');
      await confirm(page);
      assert.deepEqual(placesOf(one.row), [one.to]);
      await undo(page, before);
    });
  },
);

test('a row is dragged by a finger, with the touch that brought what drags', LONG, async () => {
  const one = aCase();
  const before = everything();
  await visit(desk.browser, { screen: PHONE }, async (page) => {
    await signIn(page, desk);
    const at = await open(page, one);
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    const brought = page.waitForResponse(/regroup\./);
    await touch('touchStart', at.x, at.y);
    await brought;
    await page.waitForTimeout(200);
    for (let step = 1; step <= 5; step++) await touch('touchMove', at.x + 3 * step, at.y + 4 * step);
    const place = `.tray [data-to="${one.to}"]`;
    await page.locator(place).waitFor();
    const to = await middleOf(page, place);
    await touch('touchMove', to.x, to.y);
    await page.locator('.tray .change-table').waitFor();
    await touch('touchEnd');
    await confirm(page);
    assert.deepEqual(placesOf(one.row), [one.to]);
    await undo(page, before);
  });
});

test(
  'a row is moved by keyboard alone, survives a sync, and is undone from what was said',
  LONG,
  async () => {
    const one = aCase();
    const before = everything();
    await visit(desk.browser, { screen: DESKTOP }, async (page) => {
      await signIn(page, desk);
      await open(page, one);
      await page.locator(`[data-row="${one.row}"]`).first().getByRole('link', { name: /^Move/ }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Move', exact: true }).waitFor();
      await page.locator(`.place[value="${one.to}"]`).focus();
      await page.keyboard.press('Enter');
      const sure = page.getByRole('button', { name: /^Move \d+ contract/ });
      await sure.focus();
      await page.keyboard.press('Enter');
      await page.getByText('moved to the other campaign').waitFor();
      await page.goto(`${desk.server.origin}/connections/practice`);
      await page.getByRole('button', { name: 'Sync now' }).click();
      await page
        .locator('#connection-practice')
        .getByText(/Read .*ago|nothing new|just now/)
        .first()
        .waitFor();
      await page.waitForTimeout(1500);
      assert.deepEqual(placesOf(one.row), [one.to]);
      await page.goto(`${desk.server.origin}/campaigns/decisions`);
      await page.getByText('counts', { exact: true }).first().waitFor();
      await page
        .getByRole('button', { name: /^Take it back/ })
        .first()
        .click();
      await page.getByText('taken back.').waitFor();
      assert.equal(everything(), before);
    });
  },
);

test('without scripts the same move is made on plain pages', LONG, async () => {
  const one = aCase();
  const before = everything();
  await visit(desk.browser, { screen: PHONE, context: { javaScriptEnabled: false } }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/campaigns/${one.from}`);
    await page.locator(`[data-row="${one.row}"]`).first().getByRole('link', { name: /^Move/ }).click();
    await page.locator(`.place[value="${one.to}"]`).click();
    await page.getByRole('button', { name: /^Move \d+ contract/ }).click();
    await page.getByText('moved to the other campaign').waitFor();
    assert.deepEqual(placesOf(one.row), [one.to]);
    await undo(page, before);
  });
});

test('a question is answered with one tap, and undone with another', LONG, async () => {
  await visit(desk.browser, { screen: PHONE }, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/campaigns/review?show=questions`);
    const cards = page.locator('.asked');
    const count = await cards.count();
    await page
      .getByRole('button', { name: /^Yes, a roll/ })
      .first()
      .click();
    await page.getByText('one campaign now').waitFor();
    assert.equal(await cards.count(), count - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('taken back').waitFor();
    assert.equal(await cards.count(), count);
  });
});

for (const screen of screens) {
  test(`review, decisions and move have no flaw: ${onScreen(screen)}`, LONG, async () => {
    const { from, row, to } = aCase();
    await visit(desk.browser, { screen }, async (page) => {
      await signIn(page, desk);
      const move = `/campaigns/move?row=${row}&campaign=${from}`;
      for (const at of [
        '/campaigns/review',
        '/campaigns/decisions',
        '/campaigns/move',
        move,
        `${move}&to=${to}`,
        `${move}&to=new`,
      ]) {
        await page.goto(desk.server.origin + at);
        assert.deepEqual(await flaws(page), [], at);
      }
    });
  });
}

test('another person sees nothing of it', LONG, async () => {
  const one = aCase();
  const other = { email: 'eve@rollbook.test', password: 'another walk beside the sea' };
  const words = ['create-admin', '--email', other.email, '--name', 'Eve', '--password-stdin'];
  runCommand(words, desk.settings, other.password);
  await visit(desk.browser, { screen: DESKTOP, expected: [/404/] }, async (page) => {
    await page.goto(`${desk.server.origin}/login`);
    await page.getByLabel('E-mail').fill(other.email);
    await page.getByLabel('Password', { exact: true }).fill(other.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    for (const at of [
      `/campaigns/${one.from}`,
      `/campaigns/move?row=${one.row}&campaign=${one.from}&to=new`,
    ]) {
      const answer = await page.goto(desk.server.origin + at);
      assert.equal(answer?.status(), 404, at);
    }
    await page.goto(`${desk.server.origin}/campaigns/review`);
    await page.getByText('Nothing waits for you').waitFor();
    await page.goto(`${desk.server.origin}/campaigns/decisions`);
    await page.getByText('Nothing said yet').waitFor();
  });
});
