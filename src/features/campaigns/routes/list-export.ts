import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { csvLine } from '../../../lib/csv-writer.ts';
import { inPieces, jsonLines } from '../../../lib/pieces.ts';
import { understand } from '../../../web/faces.ts';
import { accountsOf } from '../../brokers/index.ts';
import { lookUp } from '../actions/list.ts';
import type { Listed } from '../engine/listing/listed.ts';
import { summaryJson } from '../json.ts';
import { everyListed } from '../store/list.ts';
import { type Narrowing, narrowing, toFilter } from '../view/listing/address.ts';
import { sheetHeading, sheetLine } from '../view/listing/sheet.ts';

type NameOf = (account: string) => string;

interface Sheet {
  readonly ending: string;
  readonly type: string;
  readonly summary: string;
  readonly print: (campaigns: Iterable<Listed>, nameOf: NameOf) => Iterable<string>;
}

const SHEETS: readonly Sheet[] = [
  {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    summary: 'The narrowed campaigns as a table for spreadsheets.',
    print: asCsv,
  },
  {
    ending: 'json',
    type: 'application/json; charset=utf-8',
    summary: 'The narrowed campaigns as one JSON array, exact.',
    print: asJson,
  },
];

/** All of the list, as it is read: it never stands in memory as a whole. */
export function addListExport(app: FastifyInstance, deps: Deps): void {
  for (const { ending, type, summary, print } of SHEETS) {
    const face = {
      permission: 'campaigns:read',
      query: narrowing as z.ZodType<Narrowing>,
      summary,
    } as const;
    const send = (request: FastifyRequest, reply: FastifyReply) => {
      const { actor, query } = understand(request, face);
      const filter = toFilter(query, lookUp(deps, actor.userId, query));
      const names = new Map(accountsOf(deps.db, actor.userId).map(({ id, name }) => [id, name]));
      const lines = print(everyListed(deps.db, actor.userId, filter), (id) => names.get(id) ?? '');
      const name = `campaigns-${new Date(deps.clock()).toISOString().slice(0, 10)}.${ending}`;
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(inPieces(lines), { objectMode: false }));
    };
    const config = { access: face.permission, face: 'file', description: face } as const;
    app.get(`/campaigns/export.${ending}`, { config }, send);
  }
}

function* asCsv(campaigns: Iterable<Listed>, nameOf: NameOf): Generator<string> {
  yield csvLine(sheetHeading);
  for (const campaign of campaigns) yield csvLine(sheetLine(campaign, nameOf(campaign.account)));
}

function asJson(campaigns: Iterable<Listed>): Iterable<string> {
  return jsonLines(everyJson(campaigns));
}

function* everyJson(campaigns: Iterable<Listed>) {
  for (const campaign of campaigns) yield summaryJson(campaign);
}
