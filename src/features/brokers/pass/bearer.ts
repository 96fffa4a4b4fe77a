import { KeyFault } from '../../../db/secrets.ts';
import { appOf } from '../app-key.ts';
import { type BrokerDeps, brokerNames } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import type { AppKey, SignIn } from '../port.ts';
import type { Connection } from '../store/connections.ts';

/** Whose tokens they are, and who gives out new ones. */
export interface Bearer {
  readonly deps: BrokerDeps;
  readonly connection: Connection;
  readonly signIn: SignIn;
  readonly app: AppKey;
}

/** The app to ask with; a fault of kind `refused` where there is none. */
export function neededApp(deps: BrokerDeps, connection: Connection): AppKey {
  try {
    const app = appOf(deps, connection);
    if (app !== null) return app;
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error;
    throw new BrokerFault('refused', `${error.message} Or enter your app key and secret again.`);
  }
  throw new BrokerFault(
    'refused',
    `There is no app to ask ${brokerNames[connection.broker]} with. Enter your app key and secret under Connections.`,
  );
}
