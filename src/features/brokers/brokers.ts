import type { Config } from '../../config.ts';
import type { Deps } from '../../db/deps.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BrokerKind } from '../../model/broker.ts';
import type { Outgoing } from '../../web/outgoing.ts';
import type { Broker } from './port.ts';
import { practiceBroker } from './practice/broker.ts';
import { schwabBroker } from './schwab/client.ts';
import { zerodhaBroker } from './zerodha/client.ts';

export type Brokers = (kind: BrokerKind) => Broker;

/** What the actions of this feature, and of those that use it, stand on. */
export interface BrokerDeps extends Deps {
  readonly brokers: Brokers;
}

interface Means {
  readonly ask: Outgoing;
  readonly clock: Clock;
  readonly config: Pick<Config, 'brokers'>;
}

/** The one table of brokers. Each is made when it is first needed. */
const MAKERS: Readonly<Record<BrokerKind, (means: Means) => Broker>> = {
  schwab: ({ ask, clock, config }) => schwabBroker({ ask, clock, baseUrl: config.brokers.schwab.baseUrl }),
  zerodha: ({ ask, clock, config }) => zerodhaBroker({ ...config.brokers.zerodha, ask, clock }),
  practice: ({ clock }) => practiceBroker({ clock }),
};

export function openBrokers(means: Means): Brokers {
  const made = new Map<BrokerKind, Broker>();
  return (kind) => {
    const broker = made.get(kind) ?? MAKERS[kind](means);
    made.set(kind, broker);
    return broker;
  };
}

export const brokerNames: Readonly<Record<BrokerKind, string>> = {
  schwab: 'Schwab',
  zerodha: 'Zerodha',
  practice: 'The practice market',
};
