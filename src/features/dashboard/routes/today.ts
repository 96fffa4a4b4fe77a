import type { FastifyInstance } from 'fastify';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { may } from '../../../model/roles.ts';
import { reads } from '../../../web/reads.ts';
import type { SyncDeps } from '../../connections/index.ts';
import { lookAtToday, passing } from '../actions/today.ts';
import { todayJson, todayShape } from '../json/today.ts';
import { todayView } from '../view/today.ts';

export function addToday(app: FastifyInstance, deps: SyncDeps): void {
  reads(app, {
    permission: 'today:read',
    page: '/',
    api: '/api/today',
    summary: 'Today: what needs you, what is open, and what the month has brought.',
    out: todayShape,
    version: ({ actor, identity }) =>
      JSON.stringify([
        dataVersion(deps.db, actor.userId),
        dateIn(deps.clock(), identity.timeZone),
        passing(deps, actor.userId, identity.timeZone),
      ]),
    run: ({ actor, identity }) => lookAtToday(deps, actor.userId, identity.timeZone),
    json: todayJson,
    html: (found, { identity }) => ({
      template: 'dashboard/today',
      title: 'Today',
      view: todayView(found, identity, may(identity.role, 'connections:write'), deps.clock()),
    }),
  });

  app.get('/dashboard', { config: { access: 'public', face: 'page' } }, (_, reply) =>
    reply.redirect('/', 301),
  );
}
