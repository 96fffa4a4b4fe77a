import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { wrongHost } from './errors.ts';

interface Names {
  readonly publicUrl: URL | null;
  readonly plainHttp: boolean;
}

/** A page of another site can point its own name at this machine; under a name that is not ours nothing is answered. */
export function guardHost(app: FastifyInstance, { publicUrl, plainHttp }: Names): void {
  if (plainHttp) return;
  app.addHook('onRequest', async (request) => {
    const { hostname } = request;
    if (isOwn(hostname) || hostname === publicUrl?.hostname) return;
    throw wrongHost(hostname);
  });
}

function isOwn(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) > 0;
}
