import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import { done, refused } from '../../../model/outcome.ts';
import { askedField, guestForm } from '../../../web/guest-form.ts';
import { hasPeople } from '../../users/index.ts';
import { makeFirstAccount, ownerOfLink, usePasswordLink } from '../actions/passwords.ts';
import { startSession } from '../actions/sign-in.ts';
import { newPasswordForm, setUpForm } from '../forms.ts';
import { isSameSecret } from '../hashing.ts';
import { newPasswordView, setUpView } from '../view.ts';
import { browserOf } from './sign-in.ts';

/** The two links that let someone in without a password: the first start's, and an administrator's. */
export function addLinks(app: FastifyInstance, deps: Deps): void {
  addSetUp(app, deps);
  addNewPassword(app, deps);
}

function addSetUp(app: FastifyInstance, deps: Deps): void {
  const opens = (token: string) => isSameSecret(token, deps.setUpSecret) && !hasPeople(deps.db);

  guestForm(app, {
    page: '/setup',
    body: setUpForm,
    form: (mistake, request) => {
      const token = tokenOf(request);
      return opens(token)
        ? { template: 'auth/setup', title: 'Set up Rollbook', view: setUpView(mistake, token) }
        : null;
    },
    run: async (body, request) => {
      if (!opens(body.token)) return refused('link-is-old', 'This set-up link is not, or no longer, valid.');
      const browser = browserOf(request);
      const actor = { userId: '', label: 'first start', via: 'page', address: browser.address } as const;
      const made = await makeFirstAccount(deps, actor, body);
      return made.ok ? done(write(deps.db, (tx) => startSession(tx, deps, made.value, browser))) : made;
    },
    next: (secret, _body, _request, reply) =>
      reply.startSession(secret, deps.config.session.maxMs).redirect('/', 303),
  });
}

function addNewPassword(app: FastifyInstance, deps: Deps): void {
  guestForm(app, {
    page: '/new-password',
    body: newPasswordForm,
    form: (mistake, request) => {
      const token = tokenOf(request);
      const email = ownerOfLink(deps, token)?.email ?? '';
      return {
        template: 'auth/new-password',
        title: 'Choose a password',
        view: newPasswordView(mistake, token, email),
      };
    },
    run: (body, request) => usePasswordLink(deps, browserOf(request), body),
    next: ({ secret, ended }, _body, _request, reply) => {
      for (const id of ended) app.sockets.endOwner(id);
      return reply.startSession(secret, deps.config.session.maxMs).redirect('/', 303);
    },
  });
}

function tokenOf(request: FastifyRequest): string {
  return askedField(request, 'token') ?? '';
}
