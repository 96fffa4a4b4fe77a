import type { Currency } from './money.ts';

export interface Quote {
  /** As the broker that was asked writes it. */
  readonly symbol: string;
  readonly currency: Currency;
  readonly priceE6: number;
  readonly bidE6: number | null;
  readonly askE6: number | null;
  /** The session before's. */
  readonly closeE6: number | null;
  readonly at: number;
}
