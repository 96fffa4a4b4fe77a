import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const ROUTE = { config: { access: 'public', limit: 'none', face: 'file' } } as const;
const YEAR = 'public, max-age=31536000, immutable';
const DAY = 'public, max-age=86400';

/** Files named by their content may be kept for ever; the few that phones ask for by name, for a day. */
export function addStatic(app: FastifyInstance, root: string): void {
  const folder = path.join(root, 'public');
  app.register(async (scope) => {
    // The library's own routes know nothing of access: they inherit it here.
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...ROUTE.config };
    });
    await scope.register(fastifyStatic, {
      root: folder,
      serve: false,
      cacheControl: false,
    });
    for (const part of ['vendor', 'img']) {
      scope.get(`/assets/${part}/:file`, ROUTE, (request, reply) => {
        const { file } = request.params as { file: string };
        return reply.header('cache-control', YEAR).sendFile(path.join(part, file));
      });
    }
    scope.get('/site.webmanifest', ROUTE, (_, reply) =>
      reply.header('cache-control', DAY).type('application/manifest+json').sendFile('site.webmanifest'),
    );
    scope.get('/apple-touch-icon.png', ROUTE, (_, reply) =>
      reply.header('cache-control', DAY).sendFile('img/icon-180.png'),
    );
    scope.get('/favicon.ico', ROUTE, (_, reply) =>
      reply.header('cache-control', DAY).sendFile('img/favicon.svg'),
    );
  });
}
