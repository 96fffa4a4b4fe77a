import type { FastifyInstance } from 'fastify';
import type { SyncDeps } from '../connections/index.ts';
import { addSearch } from './routes/search.ts';
import { addToday } from './routes/today.ts';

export function dashboardRoutes(app: FastifyInstance, deps: SyncDeps): void {
  addToday(app, deps);
  addSearch(app, deps);
}
