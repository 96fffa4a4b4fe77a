import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import type { Rendered } from '../../../web/view.ts';
import { writes } from '../../../web/writes.ts';
import { findPerson } from '../../users/index.ts';
import { changePassword } from '../actions/passwords.ts';
import { endOtherSessions, endSession } from '../actions/sessions.ts';
import { makeToken, restoreToken, revokeToken } from '../actions/tokens.ts';
import { ownId, passwordForm, tokenForm } from '../forms.ts';
import { listSessions } from '../store/sessions.ts';
import { listTokens } from '../store/tokens.ts';
import { madeTokenView, securityView } from '../view.ts';
import { browserOf } from './sign-in.ts';

const PAGE = '/settings/security';
const permission = 'security:write';

export function addSecurity(app: FastifyInstance, deps: Deps): void {
  const page = (
    asked: Asked,
    form: 'password' | 'token' | 'none' = 'none',
    mistake: Mistake = noMistake,
  ) => ({
    template: 'auth/security',
    title: 'Security',
    view: securityView(securityOf(deps, asked), form, mistake),
  });

  reads(app, {
    permission: 'security:read',
    page: PAGE,
    summary: 'Your password, sessions and API tokens.',
    run: () => noMistake,
    html: (_, asked) => page(asked),
  });

  writes(app, {
    permission,
    page: `${PAGE}/password`,
    summary: 'Changes your password; every other session ends.',
    body: passwordForm,
    run: ({ actor, body, request }) => changePassword(deps, actor, browserOf(request), body),
    next: ({ secret, ended }, _, reply) => {
      for (const id of ended) app.sockets.endOwner(id);
      reply.startSession(secret, deps.config.session.maxMs);
      return { to: PAGE, say: 'Password changed. Every other session has ended.' };
    },
    again: (mistake, asked) => page(asked, 'password', mistake),
  });

  addSessions(app, deps, page);
  addTokens(app, deps, page);
}

type Page = (asked: Asked, form?: 'password' | 'token' | 'none', mistake?: Mistake) => Rendered;

function addSessions(app: FastifyInstance, deps: Deps, page: Page): void {
  const end = (ended: readonly string[], say: string) => {
    for (const id of ended) app.sockets.endOwner(id);
    return { to: PAGE, say };
  };

  writes(app, {
    permission,
    method: 'DELETE',
    page: `${PAGE}/sessions/:id`,
    summary: 'Ends one of your sessions.',
    params: ownId,
    run: ({ actor, params }) => endSession(deps, actor, params.id),
    next: (ended) => end(ended, 'That session has ended.'),
    again: (mistake, asked) => page(asked, 'none', mistake),
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: `${PAGE}/sessions`,
    summary: 'Ends every session but this one.',
    run: ({ actor, identity }) => endOtherSessions(deps, actor, identity.session?.id ?? ''),
    next: (ended) => end(ended, 'Every other session has ended.'),
  });
}

function addTokens(app: FastifyInstance, deps: Deps, page: Page): void {
  writes(app, {
    permission,
    page: `${PAGE}/tokens`,
    summary: 'Makes an API token and shows it once.',
    body: tokenForm,
    run: ({ actor, body }) => makeToken(deps, actor, { id: actor.userId, email: actor.label }, body),
    next: (made) => ({ template: 'auth/token', title: made.name, view: madeTokenView(made) }),
    again: (mistake, asked) => page(asked, 'token', mistake),
  });

  const revocation = { permission, page: `${PAGE}/tokens/:id/revocation`, params: ownId } as const;
  writes(app, {
    ...revocation,
    summary: 'Revokes a token at once.',
    run: ({ actor, params }) => revokeToken(deps, actor, params.id),
    next: (name, { params }) => {
      app.sockets.endOwner(params.id);
      return { to: PAGE, say: `${name} is revoked: whatever uses it is turned away.` };
    },
    again: (mistake, asked) => page(asked, 'none', mistake),
  });
  writes(app, {
    ...revocation,
    method: 'DELETE',
    summary: 'Takes back a revocation, within ten minutes.',
    run: ({ actor, params }) => restoreToken(deps, actor, params.id),
    next: (name) => ({ to: PAGE, say: `${name} works again.` }),
    again: (mistake, asked) => page(asked, 'none', mistake),
  });
}

function securityOf(deps: Deps, { actor, identity }: Asked) {
  const person = findPerson(deps.db, actor.userId);
  return {
    sessions: person === null ? [] : listSessions(deps.db, person),
    tokens: listTokens(deps.db, actor.userId),
    currentSession: identity.session?.id ?? '',
    timeZone: identity.timeZone,
    now: deps.clock(),
  };
}
