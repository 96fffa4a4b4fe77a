import type { BrokerDeps } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import type { AppKey, Tokens } from '../port.ts';
import type { Connection } from '../store/connections.ts';

export interface Given {
  readonly app: AppKey;
  readonly tokens: Tokens;
}

/** A courtesy: what they were is gone from here, whether the broker listens or not. */
export async function giveBack(
  deps: BrokerDeps,
  { broker }: Connection,
  { app, tokens }: Given,
): Promise<void> {
  try {
    await deps.brokers(broker).signIn?.end(app, tokens);
  } catch (error) {
    if (!(error instanceof BrokerFault)) throw error;
  }
}
