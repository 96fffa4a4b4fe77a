import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../model/actor.ts';
import { type Mistake, NOT_FOUND, type Outcome, type Refusal, type Undo } from '../model/outcome.ts';
import type { Permission } from '../model/roles.ts';
import { notFound, signInNeeded, unreadable, WebError } from './errors.ts';
import { asObject, mistyped, refusedForm, sentences } from './form-text.ts';
import type { Identity, Notice, SessionStore } from './identity.ts';
import { isFragment, type Rendered, show } from './view.ts';

/** A request that has been understood: what every handler of a feature works on. */
export interface Asked<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly identity: Identity;
  readonly actor: Actor;
  readonly request: FastifyRequest;
}

interface Face<P, Q> {
  readonly permission: Permission;
  readonly page?: string;
  readonly api?: string;
  /** One line for the API's documentation. */
  readonly summary: string;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  /** The shape of the JSON answer. */
  readonly out?: z.ZodType;
}

export interface Reading<P, Q, T> extends Face<P, Q> {
  /** null: there is no such thing, or it is somebody else's. */
  readonly run: (asked: Asked<P, Q>) => T | null | Promise<T | null>;
  readonly json?: (found: T, asked: Asked<P, Q>) => unknown;
  readonly html?: (found: T, asked: Asked<P, Q>) => Rendered;
  /** What the page depends on, where that is cheap to know: an unchanged page is a 304. */
  readonly version?: (asked: Asked<P, Q>) => string;
}

/** After a change: another page with a word about it, or something to show at once. */
export type Next = { readonly to: string; readonly say?: string } | Rendered;

export interface Writing<P, B, T> extends Face<P, unknown> {
  readonly method?: 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  readonly body?: z.ZodType<B>;
  readonly run: (asked: Asked<P, unknown, B>) => Outcome<T> | Promise<Outcome<T>>;
  readonly json?: (value: T, asked: Asked<P, unknown, B>) => unknown;
  readonly next?: (value: T, asked: Asked<P, unknown, B>, reply: FastifyReply) => Next;
  /** The same form again, with what was typed and the reason. */
  readonly again?: (mistake: Mistake, asked: Asked<P, unknown, unknown>) => Rendered | Promise<Rendered>;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly sessionStore: SessionStore;
    /** Whether JSON answers are held against their documented shapes: everywhere but in production. */
    readonly checksAnswers: boolean;
  }
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** One reading, two addresses: a page (or its fragment) and its JSON. */
export function reads<P, Q, T>(app: FastifyInstance, reading: Reading<P, Q, T>): void {
  const { html, json } = reading;
  if (reading.page !== undefined && html !== undefined) {
    add(app, 'GET', reading, 'page', async (request, reply) => {
      const asked = understand(request, reading);
      if (reading.version && isUnchanged(request, reply, reading.version(asked)))
        return reply.code(304).send();
      return show(request, reply, html(await found(reading, asked), asked));
    });
  }
  if (reading.api !== undefined && json !== undefined) {
    add(app, 'GET', reading, 'json', async (request, reply) => {
      const asked = understand(request, reading);
      return answer(reply, reading, json(await found(reading, asked), asked));
    });
  }
}

/** One change, two addresses; the same schema, the same action, the same outcome. */
export function writes<P, B, T>(app: FastifyInstance, writing: Writing<P, B, T>): void {
  const method = writing.method ?? 'POST';
  if (writing.page !== undefined)
    add(app, method, writing, 'page', (request, reply) => change(writing, request, reply));
  if (writing.api !== undefined) {
    add(app, method, writing, 'json', async (request, reply) => {
      const asked = understand(request, writing);
      const outcome = await writing.run(withBody(asked, parseBody(writing, request)));
      if (!outcome.ok) throw toError(outcome);
      return answer(reply, writing, {
        ...asObject(writing.json?.(outcome.value, asked as never)),
        ...undoOf(outcome.undo),
      });
    });
  }
}

async function change<P, B, T>(writing: Writing<P, B, T>, request: FastifyRequest, reply: FastifyReply) {
  const asked = understand(request, writing);
  const body = (writing.body as z.ZodType<B> | undefined)?.safeParse(request.body ?? {});
  if (body && !body.success) return retry(writing, asked, reply, mistyped(request.body, body.error));
  const whole = withBody(asked, body?.data as B);
  const outcome = await writing.run(whole);
  if (!outcome.ok && outcome.code === NOT_FOUND.code) throw notFound();
  if (!outcome.ok) return retry(writing, asked, reply, refusedForm(request.body, outcome));
  const next = writing.next?.(outcome.value, whole, reply) ?? { to: '/' };
  // Shown once, in answer to this request only: its address is no page to come back to.
  if ('template' in next) return show(request, reply.header('hx-push-url', 'false'), next);
  if (next.say !== undefined)
    leaveNotice(request, { message: next.say, tone: 'gain', undo: outcome.undo ?? false });
  return reply.redirect(next.to, 303);
}

async function retry<P, B, T>(
  writing: Writing<P, B, T>,
  asked: Asked<P>,
  reply: FastifyReply,
  mistake: Mistake,
) {
  if (writing.again === undefined) throw unreadable({ ...mistake.errors, '': mistake.problem });
  // The address of the form stays; the address it was sent to may not be a page.
  reply.code(422).header('hx-push-url', 'false');
  return show(asked.request, reply, await writing.again(mistake, asked));
}

function add<P, Q>(
  app: FastifyInstance,
  method: string,
  face: Face<P, Q>,
  kind: 'page' | 'json',
  handler: Handler,
) {
  const url = kind === 'page' ? face.page : face.api;
  app.route({
    method,
    url: url ?? '',
    config: { access: face.permission, face: kind, description: face },
    handler,
  });
}

function understand<P, Q>(request: FastifyRequest, face: Face<P, Q>): Asked<P, Q> {
  if (request.identity === null) throw signInNeeded();
  const params = face.params?.safeParse(request.params);
  if (params && !params.success) throw notFound();
  const query = face.query?.safeParse(request.query);
  if (query && !query.success) throw unreadable(sentences(query.error));
  const { identity } = request;
  const read = { params: params?.data as P, query: query?.data as Q, body: undefined };
  return { ...read, identity, actor: identity.actor, request };
}

async function found<P, Q, T>(reading: Reading<P, Q, T>, asked: Asked<P, Q>): Promise<T> {
  const result = await reading.run(asked);
  if (result === null) throw notFound();
  return result;
}

function parseBody<P, B, T>(writing: Writing<P, B, T>, request: FastifyRequest): B {
  const body = writing.body?.safeParse(request.body ?? {});
  if (body && !body.success) throw unreadable(sentences(body.error));
  return body?.data as B;
}

function withBody<P, Q, B>(asked: Asked<P, Q>, body: B): Asked<P, Q, B> {
  return { ...asked, body };
}

function toError(refusal: Refusal): WebError {
  if (refusal.code === NOT_FOUND.code) return notFound();
  if (refusal.field === undefined) return new WebError(409, refusal.code, refusal.message);
  return new WebError(422, refusal.code, refusal.message, { fields: { [refusal.field]: refusal.message } });
}

function undoOf(undo: Undo | undefined): object {
  return undo === undefined ? {} : { undo };
}

function answer(reply: FastifyReply, face: { readonly out?: z.ZodType }, value: unknown): FastifyReply {
  if (reply.server.checksAnswers) face.out?.parse(value);
  return reply.send(value);
}

function leaveNotice(request: FastifyRequest, notice: Notice): void {
  const session = request.identity?.session;
  if (session) request.server.sessionStore.setNotice(session.id, notice);
}

/** The tag holds the face, what the page depends on, and what surrounds it; a page with a notice is always new. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  if (request.identity?.session?.notice) return false;
  const parts = [isFragment(request), version, request.server.shellVersion(request)];
  const tag = `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;
  reply
    .header('etag', tag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'hx-request-type, cookie');
  return request.headers['if-none-match'] === tag;
}
