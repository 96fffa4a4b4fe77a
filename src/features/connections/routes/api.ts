import type { FastifyInstance } from 'fastify';
import { reads } from '../../../web/reads.ts';
import { writes } from '../../../web/writes.ts';
import { readAll } from '../actions/begin-reading.ts';
import { type SyncDeps, syncStatuses } from '../actions/desk.ts';
import { standings } from '../actions/overview.ts';
import { wantedSync } from '../forms.ts';
import { activeJson, activeShape, statusJson, statusShape } from '../json/status.ts';

export function addApi(app: FastifyInstance, deps: SyncDeps): void {
  reads(app, {
    permission: 'connections:read',
    api: '/api/session/active',
    summary: 'The connections, how they stand, and until when.',
    out: activeShape,
    run: ({ actor }) => standings(deps, actor.userId),
    json: activeJson,
  });

  reads(app, {
    permission: 'connections:read',
    api: '/api/sync/status',
    summary: 'How far each connection has been read.',
    out: statusShape,
    run: ({ actor }) => syncStatuses(deps, actor.userId),
    json: statusJson,
  });

  writes(app, {
    permission: 'connections:sync',
    api: '/api/sync/history',
    summary: 'Begins to read every connection that is signed in, or the one that is named.',
    body: wantedSync,
    out: statusShape,
    status: 202,
    run: ({ actor, body }) => readAll(deps, actor, body.connection),
    json: statusJson,
  });
}
