import type { Deps } from '../../db/deps.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Actor } from '../../model/actor.ts';
import { type AuditRow, appendEntry, everyEntry, lastNumber, lastSeal, type NewEntry } from './store.ts';

/** What happened, to whom or what. Secrets never belong in `before` and `after`. */
export interface Deed {
  readonly action: string;
  readonly subject: string;
  readonly before?: object;
  readonly after?: object;
}

type Means = Pick<Deps, 'clock' | 'keyring'>;
type Unsealed = Omit<NewEntry, 'seal' | 'keyId'>;

/** Written in the transaction of the deed itself: one cannot be without the other. */
export function record(tx: Tx, { clock, keyring }: Means, actor: Actor, deed: Deed): void {
  const entry: Unsealed = {
    at: clock(),
    actorId: actor.userId === '' ? null : actor.userId,
    // Half a sign would be stored as another one, and its seal would not fit.
    actor: actor.label.toWellFormed(),
    via: actor.via,
    address: actor.address,
    action: deed.action,
    subject: deed.subject.toWellFormed(),
    before: deed.before === undefined ? null : JSON.stringify(deed.before),
    after: deed.after === undefined ? null : JSON.stringify(deed.after),
  };
  appendEntry(tx, { ...entry, ...keyring.seal(sealed(lastSeal(tx), entry)) });
}

export interface Verification {
  readonly rows: number;
  /** The first row whose seal does not follow from the row before it. */
  readonly firstBad: number | null;
  /** Why a row could not be checked at all. */
  readonly missingKey: string | null;
}

export function verify(db: Db, { keyring }: Pick<Deps, 'keyring'>): Verification {
  let previous = '';
  let rows = 0;
  let last = 0;
  for (const row of everyEntry(db)) {
    rows++;
    last = row.id;
    const expected = keyring.sealWith(row.keyId, sealed(previous, row));
    if (expected === null) return { rows, firstBad: row.id, missingKey: row.keyId };
    if (expected !== row.seal) return { rows, firstBad: row.id, missingKey: null };
    previous = row.seal;
  }
  // Lines cut off at the end leave an unbroken chain, but not the number that was given last.
  if (last < lastNumber(db)) return { rows, firstBad: last + 1, missingKey: null };
  return { rows, firstBad: null, missingKey: null };
}

function sealed(previous: string, row: Unsealed | AuditRow): string {
  const { at, actorId, actor, via, address, action, subject, before, after } = row;
  return JSON.stringify([previous, at, actorId, actor, via, address, action, subject, before, after]);
}
