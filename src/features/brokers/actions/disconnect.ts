import { bumpVersion } from '../../../db/marks.ts';
import { KeyFault } from '../../../db/secrets.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { appOf } from '../app-key.ts';
import type { BrokerDeps } from '../brokers.ts';
import { deleteAccounts } from '../store/accounts.ts';
import {
  type Connection,
  deleteConnection,
  findByBroker,
  findConnection,
  setPaused,
} from '../store/connections.ts';
import { deleteSignIns } from '../store/sign-ins.ts';
import { deleteTokens, heldTokens } from '../store/tokens.ts';
import { type Given, giveBack } from './give-back.ts';

/** The tokens go, here at once and then over there; what was mirrored stays to be read. */
export async function disconnect(deps: BrokerDeps, actor: Actor, id: string): Promise<Outcome<Connection>> {
  const connection = findConnection(deps.db, actor.userId, id);
  if (connection === null) return NOT_FOUND;
  const given = whatWasGiven(deps, connection);
  const paused = pause(deps, actor, connection);
  if (given !== null) await giveBack(deps, connection, given);
  return done(paused);
}

/** The practice market with everything that was read from it. */
export function removePractice(deps: BrokerDeps, actor: Actor): Outcome<null> {
  return write(deps.db, (tx) => {
    const connection = findByBroker(tx, actor.userId, 'practice');
    if (connection === null) return NOT_FOUND;
    deleteAccounts(tx, actor.userId, 'practice');
    deleteConnection(tx, connection);
    bumpVersion(tx, actor.userId);
    record(tx, deps, actor, { action: 'practice-removed', subject: 'practice' });
    return done(null);
  });
}

function pause(deps: BrokerDeps, actor: Actor, connection: Connection): Connection {
  const pausedAt = connection.pausedAt ?? deps.clock();
  return write(
    deps.db,
    (tx) => {
      deleteTokens(tx, connection);
      deleteSignIns(tx, connection);
      setPaused(tx, connection, pausedAt);
      bumpVersion(tx, actor.userId);
      record(tx, deps, actor, { action: 'disconnected', subject: connection.broker });
      return { ...connection, pausedAt };
    },
    { durable: true },
  );
}

/** What cannot be read for want of its key cannot be given back, and is thrown away all the same. */
function whatWasGiven(deps: BrokerDeps, connection: Connection): Given | null {
  try {
    const held = heldTokens(deps.db, deps.keyring, connection);
    const app = appOf(deps, connection);
    return held === null || app === null ? null : { app, tokens: held.tokens };
  } catch (error) {
    if (error instanceof KeyFault) return null;
    throw error;
  }
}
