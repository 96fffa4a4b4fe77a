import { orAborted } from '../../lib/or-aborted.ts';
import { type BrokerDeps, brokerNames } from './brokers.ts';
import { dueAt, isFresh } from './engine/life.ts';
import { BrokerFault } from './faults.ts';
import { type Bearer, neededApp } from './pass/bearer.ts';
import { livingTokens } from './pass/living.ts';
import { accessOver, refreshed, signInOver } from './pass/refresh.ts';
import { isReplacement, noteRefusal } from './pass/refusals.ts';
import { isBeingRenewed } from './pass/renewal.ts';
import type { AppKey, Pass } from './port.ts';
import type { Connection } from './store/connections.ts';

const NOBODY: AppKey = { key: '', secret: '' };

/** The right to ask for this connection. Throws a BrokerFault where there is no app to ask with. */
export function openPass(deps: BrokerDeps, connection: Connection, signal: AbortSignal): Pass {
  const { signIn } = deps.brokers(connection.broker);
  if (signIn === null) return practicePass(connection, signal);
  const bearer: Bearer = { deps, connection, signIn, app: neededApp(deps, connection) };
  const unlessStopped = (work: (bearer: Bearer) => Promise<string>) => stoppable(bearer, signal, work);
  return {
    signal,
    app: bearer.app,
    access: () => unlessStopped(access),
    renewed: (refused) => unlessStopped((bearer) => renewed(bearer, refused)),
    over: (refused) => accessOver(bearer, refused),
  };
}

/** Nobody signs in; its world is the one of the day on which it was connected. */
function practicePass({ createdAt }: Connection, signal: AbortSignal): Pass {
  const access = async () => String(createdAt);
  return { app: NOBODY, signal, access, renewed: access, over: () => undefined };
}

async function access(bearer: Bearer): Promise<string> {
  const held = livingTokens(bearer);
  const { tokens } = held;
  const now = bearer.deps.clock();
  const isGood = now < tokens.accessEndsAt;
  if (now < dueAt(held)) return tokens.access;
  if (tokens.refresh === null) return isGood ? tokens.access : signInOver(bearer, held);
  if (isGood && isBeingRenewed(held, now)) return tokens.access;
  try {
    return await refreshed(bearer, held);
  } catch (error) {
    // Renewing early is a courtesy: while the broker cannot, what is still good will do.
    if (isGood && isPassing(error)) return tokens.access;
    throw error;
  }
}

async function renewed(bearer: Bearer, refused: string): Promise<string> {
  const held = livingTokens(bearer);
  // Somebody has renewed it since.
  if (held.tokens.access !== refused) return held.tokens.access;
  if (held.tokens.refresh === null) return signInOver(bearer, held);
  // Got a moment ago in place of another, and refused too: the broker's second no is the answer, not a third token.
  if (isReplacement(bearer, held) && isFresh(held, bearer.deps.clock())) return refused;
  noteRefusal(bearer, held);
  return refreshed(bearer, held);
}

async function stoppable(
  bearer: Bearer,
  signal: AbortSignal,
  work: (bearer: Bearer) => Promise<string>,
): Promise<string> {
  const name = brokerNames[bearer.connection.broker];
  const stopped = () =>
    new BrokerFault('unavailable', `${name} was not waited for: the work was stopped. Start it again.`);
  if (signal.aborted) throw stopped();
  try {
    return await orAborted(work(bearer), signal);
  } catch (error) {
    throw signal.aborted ? stopped() : error;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof BrokerFault && (error.kind === 'unavailable' || error.kind === 'busy');
}
