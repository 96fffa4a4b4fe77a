import type { Listing } from '../../../../model/listing.ts';
import { instrumentList } from '../payloads.ts';
import type { Fault } from './faults.ts';
import { tidyTicker } from './tickers.ts';

const BY_THE_PIECE = new Set(['EQUITY', 'ETF', 'COLLECTIVE_INVESTMENT', 'MUTUAL_FUND']);

/** Shares and funds of an answer to a search; bonds and indices have names as well, but pay no dividend here. */
export function readListings(answer: unknown): { readonly listings: readonly Listing[] } | Fault {
  const read = instrumentList.safeParse(answer);
  if (!read.success) return { fault: 'is no list of instruments' };
  const listings = (read.data.instruments ?? [])
    .filter(({ assetType }) => BY_THE_PIECE.has(assetType ?? 'EQUITY'))
    .map(({ symbol, description, exchange }) => ({
      symbol: tidyTicker(symbol),
      name: description?.trim() ?? '',
      exchange: exchange ?? '',
    }));
  return { listings };
}
