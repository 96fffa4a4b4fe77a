import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import { type Refusal, refused } from '../../../model/outcome.ts';
import { afterFailure, LONGEST_WAIT_MS, waitMs } from '../engine/lockout.ts';
import * as store from '../store/failures.ts';

type Means = Pick<Deps, 'db' | 'clock'>;

/** Whoever is trying: the account they name, the address they come from. */
export interface Trying {
  readonly account?: string;
  readonly address: string | null;
}

/** How long to wait before another attempt is looked at. */
export function waitFor({ db, clock }: Means, trying: Trying): number {
  return Math.max(
    0,
    ...subjects(trying).map(({ subject }) => waitMs(store.findFailures(db, subject), clock())),
  );
}

export function countFailure({ db, clock }: Means, trying: Trying): void {
  write(db, (tx) => {
    for (const { subject, longest } of subjects(trying)) {
      store.saveFailures(tx, subject, afterFailure(store.findFailures(tx, subject), longest, clock()));
    }
  });
}

export function subjects({
  account,
  address,
}: Trying): readonly { readonly subject: string; readonly longest: number }[] {
  const named =
    account === undefined
      ? []
      : [{ subject: `account:${account.toLowerCase()}`, longest: LONGEST_WAIT_MS.account }];
  const placed =
    address === null ? [] : [{ subject: `address:${address}`, longest: LONGEST_WAIT_MS.address }];
  return [...named, ...placed];
}

export function tooEager(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000);
  return refused(
    'wait',
    `Too many wrong passwords. Please wait ${seconds} seconds; nothing is locked for good.`,
  );
}
