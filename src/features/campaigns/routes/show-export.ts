import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { csvLine } from '../../../lib/csv-writer.ts';
import { notFound } from '../../../web/errors.ts';
import { understand } from '../../../web/faces.ts';
import { showCampaign } from '../actions/show.ts';
import type { Shown } from '../engine/chain/shown.ts';
import { campaignId } from '../forms.ts';
import { campaignJson } from '../json.ts';
import { chainHeading, chainLines } from '../view/show-sheet.ts';

interface Sheet {
  readonly ending: string;
  readonly type: string;
  readonly summary: string;
  readonly print: (shown: Shown) => string;
}

const SHEETS: readonly Sheet[] = [
  {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    summary: 'The rows of a campaign as a table for spreadsheets, with what each realised in both books.',
    print: (shown) => [chainHeading, ...chainLines(shown)].map(csvLine).join(''),
  },
  {
    ending: 'json',
    type: 'application/json; charset=utf-8',
    summary: 'A campaign with all of its rows, exact, as the API answers it.',
    print: ({ campaign }) => `${JSON.stringify(campaignJson(campaign), null, 2)}\n`,
  },
];

export function addShowExport(app: FastifyInstance, deps: Deps): void {
  for (const { ending, type, summary, print } of SHEETS) {
    const face = { permission: 'campaigns:read', params: campaignId, summary } as const;
    const send = (request: FastifyRequest, reply: FastifyReply) => {
      const { actor, params } = understand(request, face);
      const shown = showCampaign(deps, actor.userId, params.id);
      if (shown === null) throw notFound();
      const { ticker, startedOn } = shown.campaign;
      const name = `${ticker.replace(/[^A-Z0-9.]/g, '')}-${startedOn}.${ending}`;
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(print(shown));
    };
    const config = { access: face.permission, face: 'file', description: face } as const;
    app.get(`/campaigns/:id/export.${ending}`, { config }, send);
  }
}
