import { bumpVersion } from '../../../db/marks.ts';
import type { Db } from '../../../db/open.ts';
import { lastRemembered, rememberedFor } from '../../../db/remembered.ts';
import { write } from '../../../db/write.ts';
import { type Account, accountsOf } from '../../brokers/index.ts';
import { balanceOf, carriedFrom, type Verdict, verdictOn } from '../engine/balance/balance.ts';
import { isFirstTime } from '../engine/balance/before.ts';
import type { Balance } from '../engine/balance/types.ts';
import { saveCarried } from '../store/books.ts';
import { evidenceOf, factsOf } from './books-facts.ts';
import { type Means, todayOf } from './tell.ts';

/** All of a person's accounts. */
export interface Books {
  readonly balances: readonly Balance[];
  readonly verdict: Verdict;
  /** Of these no broker has said what they hold. */
  readonly unknown: readonly Account[];
}

const NAME = 'books';

export function booksOf(means: Means, userId: string): Books {
  const { db } = means;
  return rememberedFor(db, NAME, userId, todayOf(means), () => lookAt(db, userId));
}

/** As they were last looked at; null where nobody has: while rows are being read there is nothing to compare. */
export function lastBooks({ db }: Means, userId: string): Books | null {
  return lastRemembered<Books>(db, NAME, userId);
}

function lookAt(db: Db, userId: string): Books {
  const accounts = accountsOf(db, userId);
  const balances = accounts.flatMap((account) => {
    const facts = factsOf(db, userId, account);
    return facts === null ? [] : [balanceOf(facts, evidenceOf(db, userId, account.id))];
  });
  const compared = new Set(balances.map(({ account }) => account));
  return {
    balances,
    verdict: verdictOn(balances),
    unknown: accounts.filter(({ id }) => !compared.has(id)),
  };
}

/** After the broker was read: what was there before the first row is taken over, once. */
export function noteCarried({ db, clock }: Means, userId: string): void {
  for (const account of accountsOf(db, userId)) {
    const facts = factsOf(db, userId, account);
    if (facts === null) continue;
    const isCashOpen = facts.tellsCash && facts.carried?.cashE4 == null;
    if (!isFirstTime(facts) && !isCashOpen) continue;
    const carried = carriedFrom(balanceOf(facts, evidenceOf(db, userId, account.id)));
    const held = isFirstTime(facts) ? carried.held : (facts.carried?.held ?? {});
    write(db, (tx) => {
      saveCarried(tx, account.id, { ...carried, held }, clock());
      bumpVersion(tx, userId);
    });
  }
}
