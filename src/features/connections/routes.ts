import type { FastifyInstance } from 'fastify';
import type { SyncDeps } from './actions/desk.ts';
import { addApi } from './routes/api.ts';
import { addChanges } from './routes/changes.ts';
import { addPages } from './routes/pages.ts';
import { addSignIns } from './routes/sign-in.ts';

export function connectionRoutes(app: FastifyInstance, deps: SyncDeps): void {
  addPages(app, deps);
  addChanges(app, deps);
  addSignIns(app, deps);
  addApi(app, deps);
}
