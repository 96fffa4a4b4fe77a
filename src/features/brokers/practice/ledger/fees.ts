import type { Instrument } from '../../../../model/instrument.ts';
import type { Fee } from './postings.ts';

const CENT = 100;

/** What Schwab takes for a fill: 0.65 and a cent a contract; the regulators' part of what is sold. */
export function feesOf(instrument: Instrument, count: number, grossE4: number): readonly Fee[] {
  const size = Math.abs(count);
  const isOption = instrument.kind === 'OPTION';
  const isSale = count < 0;
  return [
    { type: 'COMMISSION', amountE4: isOption ? 65 * CENT * size : 0 },
    { type: 'SEC_FEE', amountE4: isSale ? cents(Math.abs(grossE4) * 0.0000206) : 0 },
    { type: 'OPT_REG_FEE', amountE4: isOption ? CENT * size : 0 },
    { type: 'TAF_FEE', amountE4: isSale ? cents(size * (isOption ? 32.9 : 1.95)) : 0 },
    ...(instrument.ticker === 'SPX' ? [{ type: 'INDEX_OPTION_FEE', amountE4: 57 * CENT * size }] : []),
  ];
}

export function totalOf(fees: readonly Fee[]): number {
  return fees.reduce((sum, { amountE4 }) => sum + amountE4, 0);
}

function cents(amountE4: number): number {
  return Math.round(amountE4 / CENT) * CENT;
}
