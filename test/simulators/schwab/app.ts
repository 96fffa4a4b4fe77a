/** As it is registered with Schwab, and a customer of theirs. */
export interface SchwabApp {
  readonly key: string;
  readonly secret: string;
  /** Byte for byte. */
  readonly returnTo: readonly string[];
}

export interface Customer {
  readonly user: string;
  readonly password: string;
}

export const SCHWAB_APP = {
  key: 'SimuLatedAppKey0123456789abcdefg',
  secret: 'SimuLatedSecret1',
  returnTo: ['https://127.0.0.1'],
} as const satisfies SchwabApp;

export const CUSTOMER: Customer = { user: 'trader', password: 'practice' };
