import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { choiceOf, lookAtRows, lookAtStatistics } from '../actions/statistics.ts';
import { todayOf } from '../actions/tell.ts';
import { rowsJson, rowsShape, statisticsJson, statisticsShape } from '../json/statistics.ts';
import { reviewCount } from '../store/campaigns.ts';
import {
  type PremiumQuery,
  premiumQuery,
  type StatisticsQuery,
  statisticsQuery,
  toResultPlace,
  toRowPlace,
} from '../view/statistics/address.ts';
import { statisticsView } from '../view/statistics/page.ts';
import { premiumPageView } from '../view/statistics/premium-page.ts';
import { subnavOf } from '../view/subnav.ts';

const ROWS = 50;

export function addStatistics(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const version = ({ actor, query }: Asked) =>
    JSON.stringify([dataVersion(db, actor.userId), todayOf(deps), query]);
  const subnav = (userId: string) => subnavOf('/campaigns/statistics', reviewCount(db, userId));

  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/statistics',
    api: '/api/campaigns/statistics',
    summary: 'What closed campaigns came to, by month, ticker and strategy; and the premium of each month.',
    query: statisticsQuery as z.ZodType<StatisticsQuery>,
    out: statisticsShape,
    version,
    run: ({ actor, query }) => lookAtStatistics(db, actor.userId, query, toResultPlace(query.after)),
    json: statisticsJson,
    html: (found, { actor, query }) => ({
      template: 'campaigns/statistics',
      title: 'Statistics',
      view: { ...statisticsView(found, query, todayOf(deps)), subnav: subnav(actor.userId) },
    }),
  });

  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/statistics/premium',
    api: '/api/campaigns/statistics/premium',
    summary: 'The rows that the new premium, the rolls or the closings are made of.',
    query: premiumQuery as z.ZodType<PremiumQuery>,
    out: rowsShape,
    version,
    run: ({ actor, query }) =>
      lookAtRows(db, actor.userId, query, query.part ?? 'new', toRowPlace(query.after), ROWS),
    json: rowsJson,
    html: (found, { actor, query }) => ({
      template: 'campaigns/premium',
      title: 'Premium',
      view: {
        ...premiumPageView(found, query, choiceOf(db, actor.userId), todayOf(deps)),
        subnav: subnav(actor.userId),
      },
    }),
  });
}
