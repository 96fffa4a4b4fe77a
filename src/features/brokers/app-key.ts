import type { Config } from '../../config.ts';
import type { BrokerKind } from '../../model/broker.ts';
import type { BrokerDeps } from './brokers.ts';
import type { AppKey } from './port.ts';
import { ownApp } from './store/app-keys.ts';
import type { Connection } from './store/connections.ts';

/** Their own app, or else the installation's; null where there is neither. Throws a KeyFault. */
export function appOf(
  { db, keyring, config }: Pick<BrokerDeps, 'db' | 'keyring' | 'config'>,
  connection: Connection,
): AppKey | null {
  return ownApp(db, keyring, connection) ?? installedApp(config, connection.broker);
}

export function installedApp({ brokers }: Pick<Config, 'brokers'>, kind: BrokerKind): AppKey | null {
  return kind === 'practice' ? null : brokers[kind].app;
}
