import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { currentId } from '../store/aliases.ts';

/** A campaign's name changes when older history of it arrives: its old addresses lead on. */
export function leadOn(app: FastifyInstance, { db }: Deps): void {
  app.addHook('preHandler', async (request, reply) => {
    const id = nameIn(request);
    if (id === null || request.identity === null) return;
    const now = currentId(db, request.identity.actor.userId, id);
    if (now === null || now === id) return;
    return reply.redirect(request.url.replace(encodeURIComponent(id), encodeURIComponent(now)), 302);
  });
}

function nameIn({ method, params, routeOptions }: FastifyRequest): string | null {
  if (method !== 'GET' || !/^(\/api)?\/campaigns\/:id\b/.test(routeOptions.url ?? '')) return null;
  const { id } = params as { readonly id?: unknown };
  return typeof id === 'string' ? id : null;
}
