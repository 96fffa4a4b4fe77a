import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { reads } from '../../../web/reads.ts';
import { listEntries } from '../../audit/index.ts';
import { auditPageSize, auditQuery, toAuditFilter } from '../forms.ts';
import { auditJson, auditShape } from '../json/audit.ts';
import { auditView } from '../view/audit.ts';

export function addAudit(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'audit:read',
    page: '/admin/audit',
    api: '/api/admin/audit',
    summary: 'Who did what, when, newest first.',
    query: auditQuery,
    out: auditShape,
    run: ({ query }) => readPage(deps, query),
    json: ({ entries, next }) => auditJson(entries, next),
    html: (page, { identity }) => ({
      template: 'ops/audit',
      title: 'Audit',
      view: auditView(page, identity.timeZone, deps.clock()),
    }),
  });
}

function readPage({ db }: Deps, query: z.infer<typeof auditQuery>) {
  const found = listEntries(db, toAuditFilter(query));
  const entries = found.slice(0, auditPageSize);
  const next = found.length > auditPageSize ? (entries.at(-1)?.id ?? null) : null;
  return { entries, next, search: query.q, isFirst: query.before === undefined };
}
