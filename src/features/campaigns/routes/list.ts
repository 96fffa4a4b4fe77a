import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { forgiving, leaveBlanksOut } from '../../../web/addresses.ts';
import { reads } from '../../../web/reads.ts';
import { accountsOf } from '../../brokers/index.ts';
import { tickersOf } from '../../transactions/index.ts';
import { lookUp, showList } from '../actions/list.ts';
import { waitingTickers } from '../actions/settle.ts';
import { todayOf } from '../actions/tell.ts';
import { listJson, listShape } from '../json/listing.ts';
import { reviewCount } from '../store/campaigns.ts';
import { countOpen, tickersTold } from '../store/list.ts';
import { tagsOf } from '../store/tagged.ts';
import { type ListQuery, listQuery, toFilter, toPlace } from '../view/listing/address.ts';
import { listView } from '../view/listing/page.ts';

const PAGE = 50;
const query = listQuery as z.ZodType<ListQuery>;

export function addList(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', leaveBlanksOut);
  const filterOf = (userId: string, asked: ListQuery) => toFilter(asked, lookUp(deps, userId, asked));
  const listOf = (userId: string, asked: ListQuery) =>
    showList(deps, userId, filterOf(userId, asked), toPlace(asked), PAGE);

  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns',
    summary: 'Campaigns by ticker: what is open, what each has made, its basis, break-even and return.',
    query: forgiving(query),
    version: ({ actor: { userId }, identity, query: asked }) =>
      JSON.stringify([
        dataVersion(deps.db, userId),
        todayOf(deps),
        dateIn(deps.clock(), identity.timeZone),
        waitingTickers(deps, userId),
        asked,
      ]),
    run: ({ actor, query: asked }) => listOf(actor.userId, asked.query),
    html: (list, { actor: { userId }, identity, query: asked }) => ({
      template: 'campaigns/index',
      fragment: 'campaigns/_list',
      title: 'Campaigns',
      view: listView(
        {
          ...list,
          ...asked,
          ...surroundings(deps, userId),
          openCount: countOpen(deps.db, userId, filterOf(userId, asked.query)),
          hasRows: list.page.campaigns.length === 0 && tickersOf(deps.db, userId).length > 0,
        },
        identity,
        deps.clock(),
      ),
      ...(Object.keys(asked.mistake.errors).length === 0 ? {} : { status: 422 }),
    }),
  });

  reads(app, {
    permission: 'campaigns:read',
    api: '/api/campaigns',
    summary: 'Campaigns by ticker, the newest first, narrowed, sorted and in pages.',
    query,
    out: listShape,
    run: ({ actor, query: asked }) => listOf(actor.userId, asked),
    json: ({ page }) => listJson(page),
  });
}

function surroundings(deps: Deps, userId: string) {
  return {
    accounts: accountsOf(deps.db, userId),
    tickers: offered(tickersTold(deps.db, userId)),
    tags: tagsOf(deps.db, userId),
    reviewCount: reviewCount(deps.db, userId),
    waiting: waitingTickers(deps, userId),
  };
}

/** Nobody looks through hundreds; and of some only, none are missed. */
const MOST_OFFERED = 100;

function offered(tickers: readonly string[]): readonly string[] {
  return tickers.length > MOST_OFFERED ? [] : tickers;
}
