import type { BrokerKind } from './broker.ts';

/** The files brokers' websites give out. */
export const fileFormats = ['schwab-csv', 'schwab-json', 'zerodha-tradebook', 'zerodha-holdings'] as const;
export type FileFormat = (typeof fileFormats)[number];

export function brokerOfFile(format: FileFormat): Extract<BrokerKind, 'schwab' | 'zerodha'> {
  return format === 'schwab-csv' || format === 'schwab-json' ? 'schwab' : 'zerodha';
}
