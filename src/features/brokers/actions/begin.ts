import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, refused } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import type { BrokerDeps } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import { neededApp } from '../pass/bearer.ts';
import type { AppKey } from '../port.ts';
import { returnAddress } from '../return-address.ts';
import { hashOf, newState } from '../states.ts';
import { type Connection, findConnection } from '../store/connections.ts';
import { deleteEndedSignIns, insertSignIn } from '../store/sign-ins.ts';

const GOOD_FOR_MS = 10 * 60_000;

/** The broker's own page, from which a person comes back within ten minutes, in the same session, once. */
export function beginSignIn(deps: BrokerDeps, actor: Actor, sessionId: string, id: string): Outcome<URL> {
  const connection = findConnection(deps.db, actor.userId, id);
  if (connection === null) return NOT_FOUND;
  const { signIn } = deps.brokers(connection.broker);
  if (signIn === null) return NOT_FOUND;
  const returnTo = returnAddress(deps.config, connection.broker);
  if (returnTo === null) return NO_RETURN_ADDRESS;
  const app = appOrRefusal(deps, connection);
  if (!app.ok) return app;
  const state = newState();
  noteBegun(deps, actor, { connection, sessionId, stateHash: hashOf(state) });
  return done(signIn.address(app.value, state, returnTo));
}

const NO_RETURN_ADDRESS = refused(
  'no-return-address',
  'Rollbook does not know the callback address of your Schwab app. Set REDIRECT_URI to it, exactly as it is registered at developer.schwab.com, and start Rollbook again.',
);

function appOrRefusal(deps: BrokerDeps, connection: Connection): Outcome<AppKey> {
  try {
    return done(neededApp(deps, connection));
  } catch (error) {
    if (error instanceof BrokerFault) return refused('no-app', error.message);
    throw error;
  }
}

interface Begun {
  readonly connection: Connection;
  readonly sessionId: string;
  readonly stateHash: string;
}

function noteBegun(deps: BrokerDeps, actor: Actor, { connection, sessionId, stateHash }: Begun): void {
  const now = deps.clock();
  write(deps.db, (tx) => {
    deleteEndedSignIns(tx, now);
    insertSignIn(tx, { stateHash, connectionId: connection.id, sessionId, endsAt: now + GOOD_FOR_MS });
    record(tx, deps, actor, { action: 'broker-sign-in-begun', subject: connection.broker });
  });
}
