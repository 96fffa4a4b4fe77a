import '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tooMany } from './errors.ts';
import type { SessionStore } from './identity.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Hands the browser a new session's secret. */
    startSession(secret: string, maxAgeMs: number): FastifyReply;
    /** Takes the cookie back, and what the browser has kept of our pages. */
    endSession(): FastifyReply;
  }
}

/** Recognises who asks: by the session's cookie, or by an API token in the Authorization header. */
export function recognise(app: FastifyInstance, store: SessionStore, secure: boolean): void {
  // The prefix makes browsers insist on Secure and Path=/; it cannot be had on plain http.
  const name = secure ? '__Host-sid' : 'sid';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  app.decorateRequest('identity', null);
  app.decorateReply('startSession', function (this: FastifyReply, secret: string, maxAgeMs: number) {
    // What is said from here on is said to the new session: the one before it may have ended.
    this.request.identity = store.bySession(secret, this.request.ip);
    return this.setCookie(name, secret, { ...options, maxAge: Math.floor(maxAgeMs / 1000) });
  });
  app.decorateReply('endSession', function (this: FastifyReply) {
    return this.clearCookie(name, options).header('clear-site-data', '"cache", "storage"');
  });
  app.addHook('onRequest', async (request) => {
    const token = bearer(request);
    const cookie = request.cookies[name];
    if (token !== null) request.identity = fromToken(store, token, request.ip);
    else if (cookie) request.identity = store.bySession(cookie, request.ip);
  });
}

function fromToken(store: SessionStore, token: string, address: string) {
  const identity = store.byToken(token, address);
  if (typeof identity === 'number') throw tooMany(Math.ceil(identity / 1000));
  return identity;
}

function bearer(request: FastifyRequest): string | null {
  const match = /^Bearer (rb_[\w-]+)$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}
