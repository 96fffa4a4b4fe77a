import type { Config } from '../../config.ts';
import type { BrokerKind } from '../../model/broker.ts';

/** Where the broker sends people back to; null where it has to be told and nobody has said. Zerodha keeps its own. */
export function returnAddress({ brokers }: Pick<Config, 'brokers'>, kind: BrokerKind): string | null {
  return kind === 'schwab' ? brokers.schwab.returnTo : '';
}
