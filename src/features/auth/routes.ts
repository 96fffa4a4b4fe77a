import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Deps } from '../../db/deps.ts';
import { roles, scopes } from '../../model/roles.ts';
import { reads } from '../../web/reads.ts';
import { writes } from '../../web/writes.ts';
import { findPerson, personId } from '../users/index.ts';
import { makePasswordLink } from './actions/passwords.ts';
import { addSecurity } from './routes/security.ts';
import { addLinks } from './routes/set-up.ts';
import { addSignIn } from './routes/sign-in.ts';

const me = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  scope: z.enum(scopes).nullable(),
});

export function authRoutes(app: FastifyInstance, deps: Deps): void {
  addSignIn(app, deps);
  addLinks(app, deps);
  addSecurity(app, deps);
  addWhoAmI(app, deps);
  addPasswordLinks(app, deps);
}

function addWhoAmI(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'me:read',
    api: '/api/v1/auth/me',
    summary: 'Who this session or token belongs to, and what it may do.',
    out: me,
    run: ({ identity }) => {
      const person = findPerson(deps.db, identity.actor.userId);
      return person && { ...identity, email: person.email };
    },
    json: ({ actor, email, name, role, token }) => ({
      id: actor.userId,
      email,
      name,
      role,
      scope: token?.scope ?? null,
    }),
  });
}

function addPasswordLinks(app: FastifyInstance, deps: Deps): void {
  writes(app, {
    permission: 'people:write',
    page: '/admin/users/:id/password-link',
    summary: 'Makes a single-use link with which a person chooses a new password.',
    params: personId,
    run: ({ actor, params }) => makePasswordLink(deps, actor, params.id),
    next: (secret, { params, request }) => ({
      template: 'auth/password-link',
      title: 'Sign-in link',
      view: {
        personId: params.id,
        name: findPerson(deps.db, params.id)?.name ?? '',
        link: `${baseOf(deps, request)}/new-password?token=${secret}`,
      },
    }),
  });
}

function baseOf(deps: Deps, request: { readonly protocol: string; readonly host: string }): string {
  return deps.config.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
}
