import type { Config } from '../../config.ts';
import type { Pace } from '../../lib/token-bucket.ts';

export interface Party {
  /** In sentences. */
  readonly name: string;
  /** Scheme, host and port of all that may be asked. */
  readonly origins: readonly string[];
  /** What has a budget of its own. */
  readonly budgets: Readonly<Record<string, Pace>>;
  /** All other budgets draw on this one together. */
  readonly pace: Pace;
}

export type Parties = Readonly<Record<string, Party>>;

/** Whom Rollbook asks, where, and how often at most. */
export function partiesOf({ brokers }: Pick<Config, 'brokers'>): Parties {
  return {
    schwab: {
      name: 'Schwab',
      origins: [brokers.schwab.baseUrl.origin],
      budgets: {},
      // 20 + 60,000 / 600: in no minute more than 120.
      pace: { burst: 20, everyMs: 600 },
    },
    zerodha: {
      name: 'Zerodha',
      origins: [brokers.zerodha.baseUrl.origin, brokers.zerodha.tickerUrl.origin],
      // One a second and three a second, with a little air: what leaves evenly does not arrive so.
      budgets: { quote: { burst: 1, everyMs: 1_050 }, historical: { burst: 1, everyMs: 350 } },
      pace: { burst: 3, everyMs: 350 },
    },
  };
}
