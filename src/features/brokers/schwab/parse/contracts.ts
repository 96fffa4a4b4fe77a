import { E6, E8, scaledFromNumber } from '../../../../lib/decimal.ts';
import {
  formatOccSymbol,
  isCashSettled,
  type OccSymbol,
  type OptionContract,
  parseOccSymbol,
  tickerOf,
} from '../../../../model/instrument.ts';
import type { SchwabInstrument } from '../payloads.ts';
import type { Fault } from './faults.ts';
import { readStamp } from './stamps.ts';
import { tickerOfRoot, tidyTicker } from './tickers.ts';

/**
 * Rule: an option is what its OCC symbol says. Where Schwab sends none, or a broken one, it is put together from
 * the underlying, the expiration date, the side and the strike: F, 2026-04-17, PUT, 12 is `F     260417P00012000`.
 */
export function readContract(sent: SchwabInstrument): OptionContract | Fault {
  const symbol = parseOccSymbol(sent.symbol ?? '') ?? rebuilt(sent);
  if (symbol === null || symbol.strikeE6 === 0) return { fault: 'names no option we can read' };
  const multiplier = sent.optionPremiumMultiplier ?? 100;
  if (!Number.isInteger(multiplier) || multiplier < 1 || multiplier > 100_000)
    return { fault: 'has an option with an impossible multiplier' };
  const contract = contractOf(symbol, sent.underlyingSymbol ?? '', multiplier);
  return { ...contract, deliverableE8: deliverableOf(sent, contract) };
}

/** Everything but the deliverable comes from the symbol; that is the usual one. */
export function contractOf(symbol: OccSymbol, underlying: string, multiplier: number): OptionContract {
  const ticker = tickerOf(tidyTicker(underlying) || tickerOfRoot(symbol.root));
  return {
    kind: 'OPTION',
    symbol: formatOccSymbol(symbol),
    ticker,
    expiresOn: symbol.expiresOn,
    type: symbol.type,
    strikeE6: symbol.strikeE6,
    multiplier,
    deliverableE8: isCashSettled(ticker) ? 0 : multiplier * 10 ** E8,
  };
}

// Reading back what was written refuses a root too long and a strike finer than the symbol holds.
function rebuilt(sent: SchwabInstrument): OccSymbol | null {
  const root = (sent.underlyingSymbol ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  const expiresOn = readStamp(sent.expirationDate ?? '')?.date;
  const strikeE6 = scaledFromNumber(sent.strikePrice ?? 0, E6);
  const type = sent.putCall;
  if (expiresOn === undefined || strikeE6 === null || (type !== 'PUT' && type !== 'CALL')) return null;
  const built = parseOccSymbol(formatOccSymbol({ root, expiresOn, type, strikeE6 }));
  return built?.strikeE6 === strikeE6 ? built : null;
}

// After a spin-off a contract delivers shares of two companies: those of its own ticker count.
function deliverableOf(sent: SchwabInstrument, contract: OptionContract): number {
  if (isCashSettled(contract.ticker) || !sent.optionDeliverables?.length) return contract.deliverableE8;
  const shares = sent.optionDeliverables.filter(({ assetType, deliverable }) =>
    isShareType(deliverable?.assetType ?? assetType ?? 'EQUITY'),
  );
  const own = shares.filter(({ deliverable }) => tidyTicker(deliverable?.symbol ?? '') === contract.ticker);
  const units = (own.length > 0 ? own : shares).reduce((sum, one) => sum + (one.deliverableUnits ?? 0), 0);
  if (shares.length > 0 && units <= 0) return contract.deliverableE8;
  return scaledFromNumber(units, E8) ?? contract.deliverableE8;
}

/** Exchange-traded funds are COLLECTIVE_INVESTMENT. */
export function isShareType(assetType: string): boolean {
  return ['EQUITY', 'COLLECTIVE_INVESTMENT', 'MUTUAL_FUND'].includes(assetType);
}
