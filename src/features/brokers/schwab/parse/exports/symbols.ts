import { E6 } from '../../../../../lib/decimal.ts';
import { type Instrument, type OccSymbol, parseOccSymbol } from '../../../../../model/instrument.ts';
import { contractOf } from '../contracts.ts';
import type { Fault } from '../faults.ts';
import { tidyTicker } from '../tickers.ts';
import { isoFrom, readNumber } from './plain-text.ts';

const OPTION = /^\$?([A-Z0-9.]{1,6}) (\d\d\/\d\d\/\d{4}) ([\d,.]+) ([CP])$/;
const TICKER = /^[A-Z0-9$][A-Z0-9.$-]{0,19}$/;

/** `HOOD 07/10/2026 110.00 C` is an option, `HOOD` a share; null where the row names no security. */
export function readSymbol(text: string): Instrument | null | Fault {
  const symbol = text.trim().toUpperCase().replace(/\s+/g, ' ');
  if (symbol === '') return null;
  const contract = parseOccSymbol(text) ?? writtenOut(symbol);
  if (contract !== null) return contractOf(contract, '', 100);
  const ticker = tidyTicker(symbol);
  return TICKER.test(ticker) ? { kind: 'SHARE', ticker } : { fault: 'has a symbol we cannot read' };
}

function writtenOut(symbol: string): OccSymbol | null {
  const [match, root = '', date = '', strike = '', letter] = OPTION.exec(symbol) ?? [];
  const expiresOn = isoFrom(date);
  const strikeE6 = readNumber(strike, E6);
  if (match === undefined || expiresOn === null || !strikeE6 || strikeE6 % 1000 !== 0) return null;
  if (strikeE6 >= 10 ** 11) return null;
  return { root, expiresOn, type: letter === 'P' ? 'PUT' : 'CALL', strikeE6 };
}
