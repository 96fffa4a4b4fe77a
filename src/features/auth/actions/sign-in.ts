import type { Deps } from '../../../db/deps.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, type Outcome, refused } from '../../../model/outcome.ts';
import type { Person } from '../../../model/person.ts';
import { record } from '../../audit/index.ts';
import { findByEmail } from '../../users/index.ts';
import { deviceOf } from '../engine/device.ts';
import { digest, isPassword, newSecret } from '../hashing.ts';
import { forgetFailures } from '../store/failures.ts';
import { passwordHash } from '../store/passwords.ts';
import { deleteSession, insertSession } from '../store/sessions.ts';
import { countFailure, subjects, tooEager, waitFor } from './failures.ts';

/** The browser at the other end. */
export interface Browser {
  readonly address: string;
  readonly agent: string;
}

interface SignIn {
  readonly email: string;
  readonly password: string;
}

export async function signIn(
  deps: Deps,
  browser: Browser,
  { email, password }: SignIn,
): Promise<Outcome<string>> {
  const trying = { account: email, address: browser.address };
  const wait = waitFor(deps, trying);
  if (wait > 0) return tooEager(wait);
  // Before the password is looked at, so that many at once are counted too; the right one is forgiven below.
  countFailure(deps, trying);
  const person = findByEmail(deps.db, email);
  const matches = await isPassword(person && passwordHash(deps.db, person.id), password);
  if (person === null || !matches || person.disabledAt !== null) {
    write(deps.db, (tx) =>
      record(tx, deps, guest(email, browser), { action: 'sign-in-failed', subject: email }),
    );
    return refused('wrong-password', 'E-mail or password is not right.');
  }
  return write(deps.db, (tx) => {
    for (const { subject } of subjects(trying)) forgetFailures(tx, subject);
    return done(startSession(tx, deps, person, browser));
  });
}

/** The secret of a new session; only its hash is kept. */
export function startSession(tx: Tx, deps: Deps, person: Person, { address, agent }: Browser): string {
  const secret = newSecret();
  const now = deps.clock();
  const session = {
    id: deps.newId(),
    userId: person.id,
    tokenHash: digest(secret),
    // Never before the instant from which this person's sessions count, even if the clock went back since.
    createdAt: Math.max(now, person.sessionsValidFrom),
    seenAt: now,
  };
  insertSession(tx, { ...session, address, agent: agent.slice(0, 300), notice: null });
  const actor: Actor = { userId: person.id, label: person.email, via: 'page', address };
  record(tx, deps, actor, {
    action: 'signed-in',
    subject: person.email,
    after: { device: deviceOf(agent) },
  });
  return secret;
}

export function signOut(deps: Deps, actor: Actor, sessionId: string): void {
  write(deps.db, (tx) => {
    if (deleteSession(tx, actor.userId, sessionId))
      record(tx, deps, actor, { action: 'signed-out', subject: actor.label });
  });
}

function guest(email: string, { address }: Browser): Actor {
  return { userId: '', label: `someone as ${email}`, via: 'page', address };
}
