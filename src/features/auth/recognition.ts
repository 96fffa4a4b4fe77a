import type { Deps } from '../../db/deps.ts';
import { toDatabaseFault } from '../../db/fault.ts';
import type { Role } from '../../model/roles.ts';
import type { Theme } from '../../model/theme.ts';
import type { Identity, SessionStore } from '../../web/identity.ts';
import { csrfOf } from '../../web/origin.ts';
import { countFailure, waitFor } from './actions/failures.ts';
import { digest } from './hashing.ts';
import { prepareRecognition } from './store/recognition.ts';

interface Row {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly theme: Theme;
  readonly timeZone: string;
}

/** Answers what the web asks on every request: who is this? */
export function sessionStore(deps: Deps): SessionStore {
  const queries = prepareRecognition(deps.db);
  const { idleMs, maxMs } = deps.config.session;

  return {
    bySession(secret, address) {
      const now = deps.clock();
      const row = queries.session.get({ hash: digest(secret) });
      if (row === undefined || row.createdAt < row.sessionsValidFrom) return null;
      if (now - row.createdAt > maxMs || now - row.seenAt > idleMs) return null;
      // Ahead of the clock, it was seen before the clock went back: counted from there it would live longer.
      if (now - row.seenAt > 60_000 || now < row.seenAt) {
        const latest = Math.max(now, row.sessionsValidFrom);
        note(() => queries.seen.run({ id: row.id, now, latest, address }));
      }
      const notice = row.notice === null ? null : JSON.parse(row.notice);
      return {
        ...person(row, 'page', address),
        session: { id: row.id, csrf: csrfOf(secret), notice },
        token: null,
      };
    },

    byToken(secret, address) {
      const now = deps.clock();
      const row = queries.token.get({ hash: digest(secret) });
      if (row === undefined) return refuse(deps, address);
      note(() => queries.used.run({ id: row.id, now }));
      const named = { ...row, email: `${row.email} (${row.tokenName})` };
      return { ...person(named, 'api', address), session: null, token: { id: row.id, scope: row.scope } };
    },

    setNotice(id, notice) {
      note(() =>
        queries.notice.run({
          id,
          notice: notice === null ? null : JSON.stringify({ ...notice, at: deps.clock() }),
        }),
      );
    },
  };
}

/** What is only noted in passing must not stand in the way of reading while the disk is full. */
function note(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (toDatabaseFault(error) === null) throw error;
  }
}

/** An unknown token is a failed sign-in of its address: guessing gets slower. */
function refuse(deps: Deps, address: string): number | null {
  const trying = { address, withToken: true };
  const wait = waitFor(deps, trying);
  if (wait === 0) countFailure(deps, trying);
  return wait === 0 ? null : wait;
}

function person({ userId, email, name, role, theme, timeZone }: Row, via: 'page' | 'api', address: string) {
  const actor = { userId, label: email, via, address };
  return { actor, name, role, theme, timeZone } satisfies Partial<Identity>;
}
