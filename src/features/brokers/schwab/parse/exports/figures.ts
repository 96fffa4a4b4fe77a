import { E4, E6, E8 } from '../../../../../lib/decimal.ts';
import type { Fault } from '../faults.ts';
import { readNumber } from './plain-text.ts';
import type { ExportedRow } from './rows.ts';

export interface Figures {
  readonly quantityE8: number;
  readonly priceE6: number | null;
  readonly feesE4: number;
  readonly netE4: number;
  readonly hasAmount: boolean;
}

export function readFigures(row: ExportedRow): Figures | Fault {
  const quantityE8 = readNumber(row.quantity, E8);
  const priceE6 = readNumber(row.price, E6);
  const feesE4 = readNumber(row.fees, E4);
  const netE4 = readNumber(row.amount, E4);
  if (quantityE8 === undefined) return { fault: 'has a quantity we cannot read' };
  if (priceE6 === undefined || (priceE6 ?? 0) < 0) return { fault: 'has a price we cannot read' };
  if (feesE4 === undefined) return { fault: 'has fees we cannot read' };
  if (netE4 === undefined) return { fault: 'has an amount we cannot read' };
  return {
    quantityE8: quantityE8 ?? 0,
    priceE6,
    feesE4: feesE4 ?? 0,
    netE4: netE4 ?? 0,
    hasAmount: netE4 !== null,
  };
}
