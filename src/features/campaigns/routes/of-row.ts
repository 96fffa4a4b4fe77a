import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { reads } from '../../../web/reads.ts';
import { findRecord } from '../../transactions/index.ts';
import { todayOf } from '../actions/tell.ts';
import { recordNumber } from '../forms.ts';
import { campaignsOfRow } from '../store/campaigns.ts';
import { ofRowView } from '../view/of-row.ts';

/** Where a row is used: what the page of the row shows of it, and a page where nothing can be fetched in parts. */
export function addOfRow(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/of-row/:id',
    summary: 'The campaigns that a row of the broker is in, as a part of the page of that row.',
    params: recordNumber,
    run: ({ actor, params }) => {
      const record = findRecord(deps.db, actor.userId, params.id);
      if (record === null) return null;
      const { accountId, activityId } = record;
      return { record, campaigns: campaignsOfRow(deps.db, actor.userId, accountId, activityId) };
    },
    html: ({ record, campaigns }) => ({
      template: 'campaigns/of-row',
      fragment: 'campaigns/_of-row',
      title: 'Where it is used',
      view: ofRowView(campaigns, record, todayOf(deps)),
    }),
  });
}
