import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from './errors.ts';
import { type Asked, addFaces, checked, type Face, understand } from './faces.ts';
import { isFragment, type Rendered, show } from './view.ts';

interface Reading<P, Q, T> extends Face<P, Q> {
  /** null: there is no such thing, or it is somebody else's. */
  readonly run: (asked: Asked<P, Q>) => T | null | Promise<T | null>;
  readonly json?: (found: T, asked: Asked<P, Q>) => unknown;
  readonly html?: (found: T, asked: Asked<P, Q>) => Rendered;
  /** What the page depends on, where that is cheap to know: an unchanged page is a 304. */
  readonly version?: (asked: Asked<P, Q>) => string;
}

/** One reading, two addresses: a page (or its fragment) and its JSON. */
export function reads<P, Q, T>(app: FastifyInstance, reading: Reading<P, Q, T>): void {
  const { html, json, version } = reading;
  addFaces(app, 'GET', reading, {
    page: async (request, reply) => {
      const asked = understand(request, reading);
      if (version && isUnchanged(request, reply, version(asked))) return reply.code(304).send();
      const found = await find(reading, asked);
      if (html === undefined) throw notFound();
      return show(request, reply, html(found, asked));
    },
    json: async (request, reply) => {
      const asked = understand(request, reading);
      return reply.send(checked(app, reading, json?.(await find(reading, asked), asked)));
    },
  });
}

async function find<P, Q, T>(reading: Reading<P, Q, T>, asked: Asked<P, Q>): Promise<T> {
  const found = await reading.run(asked);
  if (found === null) throw notFound();
  return found;
}

/** The tag holds the face, what the page depends on, and what surrounds it; a page with a notice is always new. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  if (request.identity?.session?.notice) return false;
  const parts = JSON.stringify([isFragment(request), version, request.server.shellVersion(request)]);
  const tag = `W/"${createHash('sha256').update(parts).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'hx-request-type, cookie' });
  return request.headers['if-none-match'] === tag;
}
