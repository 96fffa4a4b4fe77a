import { installedApp } from './app-key.ts';
import type { BrokerDeps } from './brokers.ts';
import { type Standing, standingOf } from './engine/state.ts';
import { type Connection, connectionsOf, withOwnApp } from './store/connections.ts';
import { signedInUntil } from './store/tokens.ts';

export interface ListedConnection extends Connection, Standing {
  /** Whose app asks; `none`: enter one first. */
  readonly app: 'own' | 'installation' | 'none' | 'not-needed';
}

export function listConnections(
  deps: Pick<BrokerDeps, 'db' | 'clock' | 'config'>,
  userId: string,
): readonly ListedConnection[] {
  const own = withOwnApp(deps.db, userId);
  return connectionsOf(deps.db, userId).map((connection) => ({
    ...connection,
    ...standingOf({ ...connection, signedIn: signedInUntil(deps.db, connection) }, deps.clock()),
    app: appFor(deps, connection, own),
  }));
}

function appFor(
  { config }: Pick<BrokerDeps, 'config'>,
  { id, broker }: Connection,
  own: ReadonlySet<string>,
): ListedConnection['app'] {
  if (broker === 'practice') return 'not-needed';
  if (own.has(id)) return 'own';
  return installedApp(config, broker) === null ? 'none' : 'installation';
}
