import type { FastifyServerOptions } from 'fastify';
import type { Config } from './config.ts';

/** One JSON line each. Addresses lose their questions: links carry secrets there. */
export function loggerOf({ logLevel, mode }: Config): FastifyServerOptions['logger'] {
  return {
    level: mode === 'private' && logLevel === 'info' ? 'warn' : logLevel,
    serializers: {
      req: (request) => ({ method: request.method, path: request.url.split('?')[0], address: request.ip }),
      res: (reply) => ({ status: reply.statusCode }),
    },
  };
}
