/**
 * Rule: a company's name stands for a share where the broker lists one alone under it, or one under exactly this name;
 * two classes of shares are a question, not an answer. Example: "THE COCA-COLA CO" is KO beside "COCA-COLA CONSOLIDATED".
 */
import type { Listing } from '../../../model/listing.ts';

export function tickerOfCompany(name: string, listings: readonly Listing[]): string | null {
  const named = listings.filter((listing) => plain(listing.name) === plain(name));
  const [only, ...others] = new Set((named.length > 0 ? named : listings).map(({ symbol }) => symbol));
  return others.length === 0 ? (only ?? null) : null;
}

function plain(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
    .replace(/^THE /, '');
}
