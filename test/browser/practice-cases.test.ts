import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Database from 'better-sqlite3';
import { SEED } from '../../src/features/brokers/practice/answers.ts';
import { anchorOf, makeWorld } from '../../src/features/brokers/practice/world.ts';
import { type Page, visit } from '../support/browser.ts';
import { CASES } from '../support/practice-cases.ts';
import { runCommand } from '../support/server.ts';
import { type Desk, openDesk, owner, signIn } from './desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
  runCommand(['demo-data', '--user', owner.email], desk.settings);
});
after(() => desk?.close());

/** In which campaigns the rows of each story are, as the program has kept them. */
function campaignsByStory(): ReadonlyMap<string, readonly string[]> {
  const now = Date.now();
  const { ledger } = makeWorld({ seed: SEED, anchor: anchorOf(now) });
  const db = new Database(path.join(desk.folder, 'rollbook.db'), { readonly: true });
  const found = db
    .prepare<[], { activity: string; id: string }>(
      `SELECT DISTINCT t.activity_id AS activity, c.id FROM campaign_trades t JOIN campaigns c ON c.key = t.campaign_key
        ORDER BY c.started_on, c.id`,
    )
    .all();
  db.close();
  const stories = Map.groupBy(ledger.rowsAt(now), ({ story }) => story);
  return new Map(
    [...stories].map(([story, rows]) => {
      const ids = new Set(rows.map(({ id }) => String(id)));
      const own = found.filter(({ activity }) => ids.has(activity));
      return [story, [...new Set(own.map(({ id }) => id))]];
    }),
  );
}

/** What a campaign's page says of it. */
async function read(page: Page, id: string) {
  await page.goto(`${desk.server.origin}/campaigns/${id}`);
  const labels = await page.locator('.page-header .pill').allInnerTexts();
  const sum = page.locator('#rolls li.sum');
  const ledger = (await sum.count()) === 0 ? '0 rolls' : await sum.innerText();
  return { labels: labels.map((each) => each.toLowerCase()), rolls: Number.parseInt(ledger, 10) };
}

const words = (name: string) => name.toLowerCase().replaceAll('_', ' ');

test('every quirk of the practice market is grouped on its page as its case says', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    const campaigns = campaignsByStory();
    for (const [number, story, { strategies, rolls = 0, status = 'CLOSED' }] of CASES) {
      const told = [];
      for (const id of campaigns.get(story) ?? []) told.push(await read(page, id));
      const said = `case ${number}: ${story}`;
      assert.equal(told.length, strategies.split(' ').length, said);
      for (const [i, strategy] of strategies.split(' ').entries())
        assert.ok(told[i]?.labels.includes(words(strategy)), `${said}: ${told[i]?.labels}`);
      for (const { labels } of told) assert.equal(labels.includes('closed'), status === 'CLOSED', said);
      assert.equal(
        told.reduce((sum, each) => sum + each.rolls, 0),
        rolls,
        said,
      );
    }
  });
});

test('what its stories leave open is asked in the review', async () => {
  await visit(desk.browser, {}, async (page) => {
    await signIn(page, desk);
    await page.goto(`${desk.server.origin}/campaigns/review`);
    const text = await page.locator('main').innerText();
    const campaigns = campaignsByStory();
    for (const [number, story, { suggestions }] of CASES) {
      if (suggestions === undefined) continue;
      const [first] = campaigns.get(story) ?? [];
      const link = page.locator(`main a[href="/campaigns/${first}"]`);
      assert.ok(
        (await link.count()) > 0,
        `case ${number}: ${story} is not asked about: ${text.slice(0, 500)}`,
      );
    }
  });
});
