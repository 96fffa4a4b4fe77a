import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../db/deps.ts';
import type { Watched } from './actions/health.ts';
import { addAudit } from './routes/audit.ts';
import { addComponents } from './routes/components.ts';
import { addDocs } from './routes/docs.ts';
import { addHealth } from './routes/health.ts';

export function opsRoutes(
  app: FastifyInstance,
  deps: Deps,
  watched: Watched & { readonly version: string },
): void {
  addHealth(app, deps, watched);
  addAudit(app, deps);
  addComponents(app);
  addDocs(app, watched.version);
}
