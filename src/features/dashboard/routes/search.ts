import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { reads } from '../../../web/reads.ts';
import { search } from '../actions/search.ts';
import { type SearchQuery, searchQuery } from '../forms.ts';
import { searchJson, searchShape } from '../json/search.ts';
import { searchView } from '../view/search.ts';

export function addSearch(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'today:read',
    page: '/search',
    api: '/api/search',
    summary: 'Tickers, campaigns and rows that are called so.',
    query: searchQuery as z.ZodType<SearchQuery>,
    out: searchShape,
    version: ({ actor, identity, query }) =>
      JSON.stringify([dataVersion(deps.db, actor.userId), dateIn(deps.clock(), identity.timeZone), query.q]),
    run: ({ actor, query }) => search(deps, actor.userId, query.q, query.glance === '1'),
    json: searchJson,
    html: (found, { identity }) => ({
      template: 'dashboard/search',
      fragment: 'dashboard/_found',
      title: found.text === '' ? 'Search' : `${found.text}: search`,
      view: searchView(found, dateIn(deps.clock(), identity.timeZone)),
    }),
  });
}
