import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { toOpenApi } from '../../../web/openapi.ts';
import { reads } from '../../../web/reads.ts';
import { docsView } from '../view/docs.ts';

/** The API's own description, as a document for programs and a page for people. */
export function addDocs(app: FastifyInstance, version: string): void {
  const document = () => toOpenApi(app.knownRoutes, version);

  reads(app, {
    permission: 'docs:read',
    api: '/api/docs.json',
    summary: 'This description, as OpenAPI 3.1.',
    out: z.looseObject({ openapi: z.string() }),
    run: document,
    json: (found) => found,
  });

  reads(app, {
    permission: 'docs:read',
    page: '/api/docs',
    summary: 'This description, as a page.',
    run: document,
    html: (found) => ({ template: 'ops/docs', title: 'API', view: docsView(found) }),
  });
}
