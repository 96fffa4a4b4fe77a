import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { askedField, guestForm } from '../../../web/guest-form.ts';
import { hasPeople } from '../../users/index.ts';
import { type Browser, signIn, signOut } from '../actions/sign-in.ts';
import { safePath, signInForm } from '../forms.ts';
import { signInView } from '../view.ts';

export function addSignIn(app: FastifyInstance, deps: Deps): void {
  guestForm(app, {
    page: '/login',
    body: signInForm,
    form: (mistake, request) => ({
      template: 'auth/login',
      title: 'Sign in',
      view: signInView(mistake, nextOf(request), !hasPeople(deps.db)),
    }),
    run: (body, request) => signIn(deps, browserOf(request), body),
    next: (secret, body, request, reply) => {
      endOwnSession(app, deps, request);
      return reply.startSession(secret, deps.config.session.maxMs).redirect(safePath(body.next), 303);
    },
  });

  app.post('/logout', { config: { access: 'me:read', face: 'page' } }, async (request, reply) => {
    endOwnSession(app, deps, request);
    return reply.endSession().redirect('/login', 303);
  });
}

export function browserOf(request: FastifyRequest): Browser {
  return { address: request.ip, agent: request.headers['user-agent'] ?? '' };
}

function nextOf(request: FastifyRequest): string {
  return safePath(askedField(request, 'next'));
}

/** A browser has one session: a new sign-in replaces the one it had. */
function endOwnSession(app: FastifyInstance, deps: Deps, request: FastifyRequest): void {
  const { identity } = request;
  if (!identity?.session) return;
  signOut(deps, identity.actor, identity.session.id);
  app.sockets.endOwner(identity.session.id);
}
