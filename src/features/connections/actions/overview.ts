import { type BrokerKind, brokerKinds } from '../../../model/broker.ts';
import { type BrokerDeps, type ListedConnection, listConnections } from '../../brokers/index.ts';
import { type Run, type SyncStatus, statusOf } from '../engine/status.ts';
import { lastDoneAt, lastRun } from '../store/runs.ts';

/** All there is to say of one broker, connected or not. */
export interface Standing {
  readonly broker: BrokerKind;
  /** null: there was never one. */
  readonly connection: ListedConnection | null;
  /** null where nothing was ever read. */
  readonly last: Run | null;
  readonly status: SyncStatus | null;
  readonly app: ListedConnection['app'];
}

export function standings(deps: BrokerDeps, userId: string): readonly Standing[] {
  const connections = new Map(listConnections(deps, userId).map((one) => [one.broker, one]));
  return brokerKinds.map((broker) => standingOf(deps, broker, connections.get(broker) ?? null));
}

function standingOf(deps: BrokerDeps, broker: BrokerKind, connection: ListedConnection | null): Standing {
  if (connection === null) return { broker, connection, last: null, status: null, app: appFor(deps, broker) };
  const { db, clock } = deps;
  const last = lastRun(db, connection.userId, connection.id);
  const status = statusOf(connection.id, last, lastDoneAt(db, connection.id), clock());
  return { broker, connection, last, status, app: connection.app };
}

function appFor({ config }: BrokerDeps, broker: BrokerKind): ListedConnection['app'] {
  if (broker === 'practice') return 'not-needed';
  return config.brokers[broker].app === null ? 'none' : 'installation';
}
