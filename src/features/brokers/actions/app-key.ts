import { bumpVersion } from '../../../db/marks.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import type { BrokerDeps } from '../brokers.ts';
import type { AppKey } from '../port.ts';
import { setOwnApp } from '../store/app-keys.ts';
import { type Connection, findConnection } from '../store/connections.ts';
import { deleteSignIns } from '../store/sign-ins.ts';
import { deleteTokens } from '../store/tokens.ts';

/** Their own app instead of the installation's; null: the installation's again. */
export function saveAppKey(
  deps: BrokerDeps,
  actor: Actor,
  id: string,
  app: AppKey | null,
): Outcome<Connection> {
  return write(
    deps.db,
    (tx) => {
      const connection = findConnection(tx, actor.userId, id);
      if (connection === null || connection.broker === 'practice') return NOT_FOUND;
      setOwnApp(tx, deps.keyring, connection, app);
      // They belong to the app that was signed in with: with another one a person signs in again.
      deleteTokens(tx, connection);
      deleteSignIns(tx, connection);
      bumpVersion(tx, actor.userId);
      const action = app === null ? 'app-key-removed' : 'app-key-saved';
      record(tx, deps, actor, { action, subject: connection.broker });
      return done(connection);
    },
    { durable: true },
  );
}
