/** Whom Rollbook can be connected with. */
export const brokerKinds = ['schwab', 'zerodha', 'practice'] as const;
export type BrokerKind = (typeof brokerKinds)[number];

/** An account as its broker knows it. */
export interface BrokerAccount {
  /** What statements and people call it. */
  readonly number: string;
  /** What the broker wants in addresses instead of the number; the number itself where it has no other. */
  readonly handle: string;
  readonly name: string;
  readonly currency: 'USD' | 'INR';
}
