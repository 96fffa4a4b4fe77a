import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../model/actor.ts';
import { refused } from '../../../model/outcome.ts';
import { signInNeeded } from '../../../web/errors.ts';
import { notice } from '../../../web/writes.ts';
import { beginSignIn, connect, type Finished, finishSignIn } from '../../brokers/index.ts';
import { type SyncDeps, startSync } from '../actions/desk.ts';
import { standings } from '../actions/overview.ts';
import { NAMES, plural } from '../view/words.ts';

type Broker = 'schwab' | 'zerodha';

interface Door {
  readonly broker: Broker;
  readonly login: string;
  readonly callback: string;
}

const DOORS: readonly Door[] = [
  { broker: 'schwab', login: '/api/auth/login', callback: '/api/auth/callback' },
  { broker: 'zerodha', login: '/auth/zerodha/login', callback: '/auth/zerodha/callback' },
];

/** Out to the broker's own page and back: the only addresses whose GET changes anything. */
export function addSignIns(app: FastifyInstance, deps: SyncDeps): void {
  for (const door of DOORS) {
    const config = { access: 'connections:write', face: 'page' } as const;
    const { login, callback, broker } = door;
    const leave = { ...config, description: { summary: `Leads to ${NAMES[broker]}'s own page to sign in.` } };
    const back = { ...config, description: { summary: `Where ${NAMES[broker]} sends people back to.` } };
    app.get(login, { config: leave }, (request, reply) => leaveFor(deps, broker, request, reply));
    app.get(callback, { config: back }, (request, reply) => comeBack(deps, broker, request, reply));
  }
}

function leaveFor(deps: SyncDeps, broker: Broker, request: FastifyRequest, reply: FastifyReply) {
  const { actor, sessionId } = personOf(request);
  // A link of another site must not make somebody leave from here.
  if (request.headers['sec-fetch-site'] === 'cross-site')
    return reply.redirect(`/connections/${broker}`, 303);
  const begun = begin(deps, actor, sessionId, broker);
  if (begun.ok) return reply.redirect(begun.value.href, 302);
  say(request, broker, begun.message, 'loss');
  return reply.redirect(`/connections/${broker}`, 303);
}

function begin(deps: SyncDeps, actor: Actor, sessionId: string, broker: Broker) {
  const app = standings(deps, actor.userId).find((one) => one.broker === broker)?.app;
  if (app === 'none') return refused('no-app', `Enter the key of your app at ${NAMES[broker]} first.`);
  const connected = connect(deps, actor, broker);
  return connected.ok ? beginSignIn(deps, actor, sessionId, connected.value.id) : connected;
}

async function comeBack(deps: SyncDeps, broker: Broker, request: FastifyRequest, reply: FastifyReply) {
  const { actor, sessionId } = personOf(request);
  const answer = new URLSearchParams(request.url.split('?')[1] ?? '');
  const finished = await finishSignIn(deps, actor, sessionId, broker, answer);
  if (finished.ok) startSync(deps, actor, finished.value.connection.id);
  const [words, tone] = finished.ok ? welcome(finished.value) : ([finished.message, 'loss'] as const);
  say(request, broker, words, tone);
  return reply.redirect(`/connections/${broker}`, 303);
}

/** What to say to someone who is back. */
export function welcome({
  connection,
  accounts,
  problem,
}: Finished): readonly [words: string, tone: 'gain' | 'info'] {
  const name = NAMES[connection.broker];
  if (problem !== '') return [`Signed in at ${name}. ${problem}`, 'info'];
  return [`Connected with ${name}: ${plural(accounts.length, 'account')}, being read now.`, 'gain'];
}

function say(request: FastifyRequest, broker: Broker, message: string, tone: 'gain' | 'info' | 'loss'): void {
  notice(request, { message, tone, undo: false, path: `/connections/${broker}` });
}

/** A session: no token may sign in anywhere. */
function personOf({ identity }: FastifyRequest) {
  if (identity?.session == null) throw signInNeeded();
  return { actor: identity.actor, sessionId: identity.session.id };
}
