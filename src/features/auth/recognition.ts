import type { Deps } from '../../db/deps.ts';
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
      if (now - row.seenAt > 60_000) queries.seen.run({ id: row.id, now, address });
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
      queries.used.run({ id: row.id, now });
      return { ...person(row, 'api', address), session: null, token: { id: row.id, scope: row.scope } };
    },

    setNotice(id, notice) {
      queries.notice.run({ id, notice: notice === null ? null : JSON.stringify(notice) });
    },
  };
}

/** An unknown token is a failed sign-in of its address: guessing gets slower. */
function refuse(deps: Deps, address: string): 'slow-down' | null {
  const subject = { address };
  if (waitFor(deps, subject) > 0) return 'slow-down';
  countFailure(deps, subject);
  return null;
}

function person({ userId, email, name, role, theme, timeZone }: Row, via: 'page' | 'api', address: string) {
  const actor = { userId, label: email, via, address };
  return { actor, name, role, theme, timeZone } satisfies Partial<Identity>;
}
