import type { IsoDate } from '../../../../lib/dates.ts';
import type { OptionContract } from '../../../../model/instrument.ts';
import type { Currency } from '../../../../model/money.ts';
import type { TransactionKind } from '../../../../model/transaction.ts';
import type { Role } from '../types.ts';
import type { Narrowing } from './narrowing.ts';

/** What rows are added up for: what ended with them, or their premium of one kind. */
export type Sum = 'realised' | 'new' | 'rolled' | 'closed';

/** In the order rows are listed. */
export interface RowPlace {
  readonly on: IsoDate;
  readonly campaignKey: number;
  readonly position: number;
}

/** A row, and what it adds to the sum. */
export interface SummedRow extends RowPlace {
  readonly campaign: string;
  readonly ticker: string;
  readonly strategy: string;
  readonly currency: Currency;
  readonly role: Role;
  readonly kind: TransactionKind;
  readonly quantityE8: number;
  /** null, like what follows it, for shares and cash. */
  readonly symbol: string | null;
  readonly type: OptionContract['type'] | null;
  readonly strikeE6: number | null;
  readonly expiresOn: IsoDate | null;
  readonly amountE4: number;
  /** What the row is known by where it is shown as the broker wrote it. */
  readonly record: number;
}

/** A page of the rows, and what all of them come to. */
export interface RowsFound {
  readonly narrowing: Narrowing;
  readonly sum: Sum;
  readonly amountE4: number;
  readonly count: number;
  readonly rows: readonly SummedRow[];
  readonly next: RowPlace | null;
}
