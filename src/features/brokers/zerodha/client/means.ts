import type { Clock } from '../../../../lib/clock.ts';
import type { Outgoing } from '../../../../web/outgoing.ts';

export interface ZerodhaMeans {
  readonly ask: Outgoing;
  readonly clock: Clock;
  /** `https://api.kite.trade`, or a simulator. */
  readonly baseUrl: URL;
  /** `https://kite.zerodha.com`: where a person signs in. */
  readonly loginUrl: URL;
  /** `wss://ws.kite.trade`: where prices are told as they change. */
  readonly tickerUrl: URL;
}
