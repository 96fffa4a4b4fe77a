import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import { may } from '../../../model/roles.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { showCampaign } from '../actions/show.ts';
import type { Shown } from '../engine/chain/shown.ts';
import { campaignId, type ShowQuery, showQuery } from '../forms.ts';
import { campaignShape } from '../json/show.ts';
import { campaignJson } from '../json.ts';
import { showView } from '../view/show.ts';

const MINUTE = 60_000;

export function addShow(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/:id',
    api: '/api/campaigns/:id',
    summary: 'One campaign: its figures in both books, what is open, its rolls, and every row that is in it.',
    params: campaignId,
    query: showQuery as z.ZodType<ShowQuery>,
    out: campaignShape,
    // The age of prices is told to the minute.
    version: ({ actor, identity, params, query }) =>
      JSON.stringify([
        ...[dataVersion(deps.db, actor.userId), Math.floor(deps.clock() / MINUTE)],
        ...[identity.timeZone, params, query],
      ]),
    run: ({ actor, params }) => showCampaign(deps, actor.userId, params.id),
    json: ({ campaign }) => campaignJson(campaign),
    html: (shown, asked) => shownPage(deps, shown, asked, asked.query),
  });
}

/** The page, also where a form on it was filled in wrongly. */
export function shownPage(
  deps: Deps,
  shown: Shown,
  { identity }: Pick<Asked, 'identity'>,
  { book, all }: ShowQuery,
  mistake: Mistake = noMistake,
) {
  const reader = { timeZone: identity.timeZone, canWrite: may(identity.role, 'campaigns:write') };
  const view = showView(shown, { book, isWhole: all === '1' }, reader, deps.clock(), mistake);
  return {
    template: 'campaigns/show',
    title: `${view.title} ${view.labels[0]?.text ?? ''}`,
    view: { ...view, csrf: identity.session?.csrf ?? '' },
  };
}
