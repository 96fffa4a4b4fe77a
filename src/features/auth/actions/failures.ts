import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import { networkOf } from '../../../lib/networks.ts';
import { type Refusal, refused } from '../../../model/outcome.ts';
import { afterFailure, LONGEST_WAIT_MS, waitMs } from '../engine/lockout.ts';
import * as store from '../store/failures.ts';

type Means = Pick<Deps, 'db' | 'clock'>;

/** Whoever is trying: the account they name, the address they come from, or a program from there with its token. */
export interface Trying {
  readonly account?: string;
  readonly address: string | null;
  readonly withToken?: boolean;
}

/** How long to wait before another attempt is looked at. */
export function waitFor({ db, clock }: Means, trying: Trying): number {
  return Math.max(
    0,
    ...subjects(trying).map(({ subject }) => waitMs(store.findFailures(db, subject), clock())),
  );
}

/** Counts one more, and answers how many in a row that makes for the account, or else for the address. */
export function countFailure({ db, clock }: Means, trying: Trying): number {
  return write(db, (tx) => {
    const counted = subjects(trying).map(({ subject, longest }) => {
      const failures = afterFailure(store.findFailures(tx, subject), longest, clock());
      store.saveFailures(tx, subject, failures);
      return failures.failures;
    });
    return counted[0] ?? 0;
  });
}

export function subjects({
  account,
  address,
  withToken = false,
}: Trying): readonly { readonly subject: string; readonly longest: number }[] {
  const named =
    account === undefined
      ? []
      : [{ subject: `account:${account.toLowerCase()}`, longest: LONGEST_WAIT_MS.account }];
  const placed =
    address === null
      ? []
      : [
          {
            subject: `${withToken ? 'tokens' : 'address'}:${networkOf(address)}`,
            longest: LONGEST_WAIT_MS.address,
          },
        ];
  return [...named, ...placed];
}

export function tooEager(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000);
  return refused(
    'wait',
    `Too many wrong passwords. Please wait ${seconds} seconds; nothing is locked for good.`,
  );
}
