import type { Parsed, Transaction, TransactionKind } from '../../../../../model/transaction.ts';
import { badRow, type Fault } from '../faults.ts';
import { type Entry, sharedBy } from './entries.ts';
import { isNoise, kindOfCash } from './kinds.ts';

/** An element without a security: deposits, interest, dividends, fees, journals. */
export function cashOf(entry: Entry): Parsed | Fault {
  const { wording, netE4 } = entry;
  if (mustNameSecurity(entry)) return { fault: 'names no share and no option' };
  const kind = isNoise(wording) ? 'CASH' : kindOfCash(wording, netE4);
  const unknown = {
    fault: `is a ${wording.type.slice(0, 40)}, which we do not know: only its cash is counted`,
  };
  return {
    transactions: [plain(entry, kind ?? 'CASH')],
    problems: kind === null ? [badRow(String(entry.activity.activityId), unknown)] : [],
  };
}

// Deliveries of cash alone exist; a delivery of nothing is one whose security got lost.
function mustNameSecurity({ wording: { type }, netE4 }: Entry): boolean {
  return type === 'TRADE' || (type === 'RECEIVE_AND_DELIVER' && netE4 === 0);
}

function plain(entry: Entry, kind: TransactionKind): Transaction {
  return {
    ...sharedBy(entry),
    part: 0,
    kind,
    instrument: null,
    quantityE8: 0,
    priceE6: null,
    effect: null,
    feesE4: entry.feesE4,
    netE4: entry.netE4,
  };
}
