import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../db/deps.ts';
import { addExport } from './routes/export.ts';
import { addImport } from './routes/import.ts';
import { addList } from './routes/list.ts';

export function transactionRoutes(app: FastifyInstance, deps: Deps): void {
  addExport(app, deps);
  addImport(app, deps);
  addList(app, deps);
}
