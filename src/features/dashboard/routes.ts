import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../db/deps.ts';
import { dataVersion } from '../../db/marks.ts';
import { dateIn } from '../../lib/time-zones.ts';
import { may } from '../../model/roles.ts';
import { reads } from '../../web/reads.ts';
import { accountsOf, listConnections } from '../brokers/index.ts';
import { todayView } from './view.ts';

export function dashboardRoutes(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'today:read',
    page: '/',
    summary: 'Today: what needs you, what you own, what it did.',
    run: ({ actor }) => ({
      isNew: listConnections(deps, actor.userId).length + accountsOf(deps.db, actor.userId).length === 0,
    }),
    version: ({ actor, identity }) =>
      `${dataVersion(deps.db, actor.userId)} ${dateIn(deps.clock(), identity.timeZone)}`,
    html: ({ isNew }, { identity }) => ({
      template: 'dashboard/today',
      title: 'Today',
      view: todayView(identity, isNew && may(identity.role, 'connections:write'), deps.clock()),
    }),
  });

  app.get('/dashboard', { config: { access: 'public', face: 'page' } }, (_, reply) =>
    reply.redirect('/', 301),
  );
}
