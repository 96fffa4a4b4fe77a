import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFromHere } from './errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token a session's forms carry; whoever has not the cookie cannot know it. */
export function csrfOf(sessionSecret: string): string {
  return createHash('sha256').update(`csrf:${sessionSecret}`).digest('base64url');
}

/** Nothing changes on a request that another site made a browser send. */
export function guardOrigin(app: FastifyInstance, publicUrl: URL | null): void {
  app.addHook('onRequest', async (request) => {
    if (changesNothing(request) || isProgram(request)) return;
    if (!comesFromHere(request, publicUrl)) throw notFromHere();
  });
  app.addHook('preValidation', async (request) => {
    if (changesNothing(request) || isProgram(request)) return;
    const given = takeToken(request);
    const session = request.identity?.session;
    if (session && !isSame(given, session.csrf)) throw notFromHere();
  });
}

function changesNothing(request: FastifyRequest): boolean {
  return SAFE.has(request.method) || request.is404;
}

/** A program sends its token itself; no browser adds it behind a person's back. */
function isProgram(request: FastifyRequest): boolean {
  return request.identity !== null && request.identity.session === null;
}

function comesFromHere(request: FastifyRequest, publicUrl: URL | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const own = publicUrl?.origin ?? `${request.protocol}://${request.host}`;
  return request.headers.origin === own;
}

/** The field is ours, not the form's: it is taken out before the body is validated. */
function takeToken(request: FastifyRequest): string {
  const header = request.headers['x-csrf-token'];
  const body = request.body;
  const field = isRecord(body) ? body['_csrf'] : undefined;
  if (isRecord(body)) delete body['_csrf'];
  return typeof header === 'string' ? header : typeof field === 'string' ? field : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
