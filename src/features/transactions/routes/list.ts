import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { Actor } from '../../../model/actor.ts';
import { noMistake } from '../../../model/outcome.ts';
import { forgiving, leaveBlanksOut } from '../../../web/addresses.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { accountsOf } from '../../brokers/index.ts';
import { goneFrom } from '../actions/gone.ts';
import { type ListQuery, listQuery, recordId, toFilter, toPlace } from '../forms.ts';
import { listJson, listShape } from '../json/list.ts';
import { recordJson, recordShape } from '../json/record.ts';
import { listTransactions, tickersOf } from '../store/list.ts';
import { countOdd, findRecord, oddRecords } from '../store/record.ts';
import { listView } from '../view/list.ts';
import { oddView } from '../view/odd.ts';
import { recordView } from '../view/record.ts';

const PAGE = 50;
const MOST_ODD = 200;

export function addList(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', leaveBlanksOut);
  const version = ({ actor, identity, query }: Asked<unknown, unknown>) =>
    JSON.stringify([dataVersion(deps.db, actor.userId), dateIn(deps.clock(), identity.timeZone), query]);
  const pageOf = (actor: Actor, query: ListQuery) =>
    listTransactions(deps.db, actor.userId, toFilter(query), toPlace(query), PAGE);

  reads(app, {
    permission: 'transactions:read',
    page: '/transactions',
    summary: 'Every transaction the brokers and files have told, narrowed, sorted and in pages.',
    query: forgiving(listQuery as z.ZodType<ListQuery>),
    version,
    run: ({ actor, query }) => pageOf(actor, query.query),
    html: (page, { actor, identity, query }) => ({
      template: 'transactions/index',
      fragment: 'transactions/_rows',
      title: 'Transactions',
      view: listView({ page, ...query, ...surroundings(deps, actor.userId) }, identity, deps.clock()),
      ...(query.mistake === noMistake ? {} : { status: 422 }),
    }),
  });

  reads(app, {
    permission: 'transactions:read',
    api: '/api/transactions',
    summary: 'Every transaction the brokers and files have told, newest first, narrowed and in pages.',
    query: listQuery as z.ZodType<ListQuery>,
    out: listShape,
    run: ({ actor, query }) => pageOf(actor, query),
    json: listJson,
  });

  reads(app, {
    permission: 'transactions:read',
    page: '/transactions/odd',
    summary: 'Rows that vanished, or that were not understood in full.',
    version,
    run: ({ actor }) => oddRecords(deps.db, actor.userId, MOST_ODD),
    html: (records, { actor, identity }) => ({
      template: 'transactions/odd',
      title: 'To look at',
      view: oddView({ records, count: countOdd(deps.db, actor.userId) }, identity, deps.clock()),
    }),
  });

  reads(app, {
    permission: 'transactions:read',
    page: '/transactions/:id',
    api: '/api/transactions/:id',
    summary: 'One row of the broker in all its versions, as it was written, and what it comes to.',
    params: recordId,
    out: recordShape,
    run: ({ actor, params }) => findRecord(deps.db, actor.userId, params.id),
    json: recordJson,
    html: (record, { identity }) => {
      const view = recordView(record, goneFrom(record), identity, deps.clock());
      return { template: 'transactions/show', title: view.title, view };
    },
  });
}

function surroundings({ db }: Deps, userId: string) {
  return {
    accounts: accountsOf(db, userId),
    tickers: tickersOf(db, userId),
    oddCount: countOdd(db, userId),
  };
}
