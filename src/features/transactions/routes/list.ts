import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { accountsOf } from '../../brokers/index.ts';
import { type ListQuery, listQuery, recordId, toFilter, toPlace } from '../forms.ts';
import { listJson, listShape } from '../json/list.ts';
import { recordJson, recordShape } from '../json/record.ts';
import { listTransactions, tickersOf } from '../store/list.ts';
import { findRecord, oddRecords } from '../store/record.ts';
import { listView } from '../view/list.ts';
import { oddView } from '../view/odd.ts';
import { recordView } from '../view/record.ts';

const PAGE = 50;
const MOST_ODD = 200;

export function addList(app: FastifyInstance, deps: Deps): void {
  const version = ({ actor, identity, query }: Asked<unknown, unknown>) =>
    JSON.stringify([dataVersion(deps.db, actor.userId), dateIn(deps.clock(), identity.timeZone), query]);

  reads(app, {
    permission: 'transactions:read',
    page: '/transactions',
    api: '/api/transactions',
    summary: 'Every transaction the brokers and files have told, newest first, narrowed and in pages.',
    query: listQuery as z.ZodType<ListQuery>,
    out: listShape,
    version,
    run: ({ actor, query }) =>
      listTransactions(deps.db, actor.userId, toFilter(query), toPlace(query.after), PAGE),
    json: listJson,
    html: (page, { actor, identity, query }) => ({
      template: 'transactions/index',
      fragment: 'transactions/_rows',
      title: 'Transactions',
      view: listView({ page, query, ...surroundings(deps, actor.userId) }, identity, deps.clock()),
    }),
  });

  reads(app, {
    permission: 'transactions:read',
    page: '/transactions/odd',
    summary: 'Rows that vanished, or that were not understood in full.',
    version,
    run: ({ actor }) => oddRecords(deps.db, actor.userId, MOST_ODD),
    html: (records, { identity }) => ({
      template: 'transactions/odd',
      title: 'To look at',
      view: oddView(records, identity, deps.clock()),
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
      const view = recordView(record, identity, deps.clock());
      return { template: 'transactions/show', title: view.title, view };
    },
  });
}

function surroundings({ db }: Deps, userId: string) {
  return {
    accounts: accountsOf(db, userId),
    tickers: tickersOf(db, userId),
    oddCount: oddRecords(db, userId, MOST_ODD).length,
  };
}
