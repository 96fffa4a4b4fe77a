import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type * as z from 'zod';
import { may, type Permission } from '../model/roles.ts';
import { notAllowed, signInNeeded } from './errors.ts';

/** 'public': anyone. 'machine': this machine itself, or whoever may read the health page. */
export type Access = Permission | 'public' | 'machine';

/** What the API's documentation says of a route, in the schemas that validate it. */
export interface Description {
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly out?: z.ZodType;
}

/** One entry per address and method, in the order of registration: for sweeps, `npm run routes` and OpenAPI. */
export interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly face: 'page' | 'json' | 'socket' | 'file';
  readonly file: string;
  readonly description: Description | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    face?: KnownRoute['face'];
    limit?: 'sign-in' | 'none';
    description?: Description;
  }
  interface FastifyInstance {
    readonly knownRoutes: KnownRoute[];
    /** Whether a proxy is known, and so what it says of its clients. */
    readonly hasProxy: boolean;
    /** The file that registers routes on this instance. */
    readonly routesFile: string;
  }
}

/** The first line of buildApp: a route that does not say who may use it does not start the app. */
export function demandAccess(app: FastifyInstance): void {
  app.decorate('knownRoutes', []);
  app.decorate('routesFile', 'src/app.ts');
  app.addHook('onRoute', function (route: RouteOptions) {
    const methods = [route.method].flat().filter((method) => method !== 'HEAD' && method !== 'OPTIONS');
    for (const method of methods) app.knownRoutes.push(known(method, route, this.routesFile));
  });
}

function known(method: string, route: RouteOptions, file: string): KnownRoute {
  const { access, face = 'page', description = null } = route.config ?? {};
  if (access === undefined) throw new Error(`${method} ${route.url} in ${file} does not say who may use it`);
  return { method, url: route.url, access, face, file, description };
}

/** Turns away who may not: 401 where signing in would help, else 403. */
export function guardAccess(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === 'public') return;
    if (access === 'machine' && isThisMachine(request)) return;
    if (request.identity === null) throw signInNeeded();
    const permission = access === 'machine' ? 'health:read' : access;
    if (!may(request.identity.role, permission, request.identity.token?.scope ?? null)) throw notAllowed();
  });
}

/** Whoever comes through a proxy that nobody told us of comes from elsewhere. */
function isThisMachine(request: FastifyRequest): boolean {
  const { headers, server } = request;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  );
  if (isForwarded && !server.hasProxy) return false;
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
}
