import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { forgetOldFailures } from '../store/failures.ts';
import { deleteExpiredLinks } from '../store/passwords.ts';
import { deleteOtherSessions, deleteSession, deleteStaleSessions } from '../store/sessions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function endSession(deps: Deps, actor: Actor, id: string): Outcome<readonly string[]> {
  return write(deps.db, (tx) => {
    if (!deleteSession(tx, actor.userId, id)) return NOT_FOUND;
    record(tx, deps, actor, { action: 'session-ended', subject: actor.label });
    return done([id]);
  });
}

export function endOtherSessions(deps: Deps, actor: Actor, keep: string): Outcome<readonly string[]> {
  return write(deps.db, (tx) => {
    const ended = deleteOtherSessions(tx, actor.userId, keep);
    record(tx, deps, actor, {
      action: 'other-sessions-ended',
      subject: actor.label,
      after: { ended: ended.length },
    });
    return done(ended);
  });
}

/** Hourly: what has run out is taken away. */
export function sweep(deps: Deps): string {
  const now = deps.clock();
  const { idleMs, maxMs } = deps.config.session;
  return write(deps.db, (tx) => {
    const sessions = deleteStaleSessions(tx, now - idleMs, now - maxMs);
    const links = deleteExpiredLinks(tx, now);
    const failures = forgetOldFailures(tx, now - DAY_MS);
    return `${sessions} sessions, ${links} links and ${failures} notes of failed sign-ins removed`;
  });
}
