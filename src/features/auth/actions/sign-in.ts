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
import { deleteSession, insertSession, listSessions } from '../store/sessions.ts';
import { countFailure, subjects, type Trying, tooEager, waitFor } from './failures.ts';

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
  const person = findByEmail(deps.db, email);
  const trying = tryingAs(deps, person, email, browser);
  const wait = waitFor(deps, trying);
  if (wait > 0) return tooEager(wait);
  // Before the password is looked at, so that many at once are counted too; the right one is forgiven below.
  const failures = countFailure(deps, trying);
  const hash = person && passwordHash(deps.db, person.id);
  if (!(await isPassword(hash, password))) return wrongPassword(deps, email, browser, failures);
  return write(deps.db, (tx) => {
    // Asked again: while the password was looked at, it may have been changed, or its owner shut out.
    const now = findByEmail(tx, email);
    if (now === null || now.disabledAt !== null || passwordHash(tx, now.id) !== hash) return NOT_RIGHT;
    for (const { subject } of subjects(trying)) forgetFailures(tx, subject);
    return done(startSession(tx, deps, now, browser));
  });
}

const NOT_RIGHT = refused('wrong-password', 'E-mail or password is not right.');

/** From where a person is signed in already, only the address's own failures count: nobody else can keep them waiting. */
function tryingAs({ db }: Deps, person: Person | null, account: string, { address }: Browser): Trying {
  const isKnown = person !== null && listSessions(db, person).some((session) => session.address === address);
  return isKnown ? { address } : { account, address };
}

/** The log tells of the first failure, the second, the fourth, the eighth: a flood of them stays readable. */
function wrongPassword(deps: Deps, email: string, browser: Browser, failures: number): Outcome<string> {
  if (Number.isInteger(Math.log2(failures))) {
    const deed = { action: 'sign-in-failed', subject: email, after: { inARow: failures } };
    write(deps.db, (tx) => record(tx, deps, guest(email, browser), deed));
  }
  return NOT_RIGHT;
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
