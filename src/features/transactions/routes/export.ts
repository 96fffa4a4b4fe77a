import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { csvLine } from '../../../lib/csv-writer.ts';
import { inPieces, jsonLines } from '../../../lib/pieces.ts';
import { understand } from '../../../web/faces.ts';
import type { ListedTransaction } from '../engine/listed.ts';
import { type Narrowing, narrowing, toFilter } from '../forms.ts';
import { transactionJson } from '../json/list.ts';
import { everyTransaction } from '../store/list.ts';
import { sheetHeading, sheetLine } from '../view/sheet.ts';

type Rows = Iterable<ListedTransaction>;

interface Sheet {
  readonly ending: string;
  readonly type: string;
  readonly summary: string;
  readonly print: (rows: Rows) => Iterable<string>;
}

const SHEETS: readonly Sheet[] = [
  {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    summary: 'The narrowed list as a table for spreadsheets; texts that begin like formulas are defused.',
    print: asCsv,
  },
  {
    ending: 'json',
    type: 'application/json; charset=utf-8',
    summary: 'The narrowed list as one JSON array, exact.',
    print: asJson,
  },
];

/** All of the list, whatever its length, as it is read: it never stands in memory as a whole. */
export function addExport(app: FastifyInstance, deps: Deps): void {
  for (const { ending, type, summary, print } of SHEETS) {
    const face = {
      permission: 'transactions:read',
      query: narrowing as z.ZodType<Narrowing>,
      summary,
    } as const;
    const send = (request: FastifyRequest, reply: FastifyReply) => {
      const { actor, query } = understand(request, face);
      const rows = everyTransaction(deps.db, actor.userId, toFilter(query));
      const name = `transactions-${new Date(deps.clock()).toISOString().slice(0, 10)}.${ending}`;
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(inPieces(print(rows)), { objectMode: false }));
    };
    const config = { access: face.permission, face: 'file', description: face } as const;
    app.get(`/transactions/export.${ending}`, { config }, send);
  }
}

function* asCsv(rows: Rows): Generator<string> {
  yield csvLine(sheetHeading);
  for (const row of rows) yield csvLine(sheetLine(row));
}

function asJson(rows: Rows): Iterable<string> {
  return jsonLines(everyJson(rows));
}

function* everyJson(rows: Rows) {
  for (const row of rows) yield transactionJson(row);
}
