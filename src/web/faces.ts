import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Actor } from '../model/actor.ts';
import type { Permission } from '../model/roles.ts';
import { notFound, signInNeeded, unreadable } from './errors.ts';
import { sentences } from './form-text.ts';
import type { Identity } from './identity.ts';

/** What a page and its JSON have in common: who may, and in which schemas they are asked. */
export interface Face<P, Q> {
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

/** A request that has been understood: what every handler of a feature works on. */
export interface Asked<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly identity: Identity;
  readonly actor: Actor;
  readonly request: FastifyRequest;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether JSON answers are held against their documented shapes: everywhere but in production. */
    readonly checksAnswers: boolean;
  }
}

/** Registers the page's address and the program's, as far as there are any. */
export function addFaces<P, Q>(
  app: FastifyInstance,
  method: string,
  face: Face<P, Q>,
  handlers: { readonly page: Handler; readonly json: Handler },
): void {
  const config = { access: face.permission, description: face };
  if (face.page !== undefined) {
    app.route({ method, url: face.page, config: { ...config, face: 'page' }, handler: handlers.page });
  }
  if (face.api !== undefined) {
    app.route({ method, url: face.api, config: { ...config, face: 'json' }, handler: handlers.json });
  }
}

export function understand<P, Q>(request: FastifyRequest, face: Face<P, Q>): Asked<P, Q> {
  const { identity } = request;
  if (identity === null) throw signInNeeded();
  const params = face.params?.safeParse(request.params);
  if (params && !params.success) throw notFound();
  const query = face.query?.safeParse(request.query);
  if (query && !query.success) throw unreadable(sentences(query.error));
  const read = { params: params?.data as P, query: query?.data as Q, body: undefined };
  return { ...read, identity, actor: identity.actor, request };
}

/** The JSON as it is documented; a difference is a bug, found wherever people are not waiting for it. */
export function checked<T>(app: FastifyInstance, face: { readonly out?: z.ZodType }, value: T): T {
  if (app.checksAnswers) face.out?.parse(value);
  return value;
}
