import type { Deps } from '../../../db/deps.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, type Refusal, refused } from '../../../model/outcome.ts';
import type { Person } from '../../../model/person.ts';
import type { Role } from '../../../model/roles.ts';
import { record } from '../../audit/index.ts';
import { findPerson, hasPeople, insertPerson } from '../../users/index.ts';
import { whyWeak } from '../engine/password-rules.ts';
import { digest, hashPassword, isPassword, newSecret } from '../hashing.ts';
import { forgetFailures } from '../store/failures.ts';
import { findLink, passwordHash, replaceLink, savePassword, takeLink } from '../store/passwords.ts';
import { deleteOtherSessions } from '../store/sessions.ts';
import { countFailure, subjects, tooEager, waitFor } from './failures.ts';
import { type Browser, startSession } from './sign-in.ts';

const LINK_LIVES_MS = 24 * 60 * 60 * 1000;
const WRONG_NOW = refused('wrong-password', 'This is not the password you use now.', 'password');
const LINK_IS_OLD = refused(
  'link-is-old',
  'This link has been used or has expired. Ask your administrator for a new one, or sign in if you have a password.',
);

interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A password change ends every session and begins this one. */
interface NewSession {
  readonly secret: string;
  readonly ended: readonly string[];
}

/** The first account is the administrator's; this door is open only while there is nobody. */
export function makeFirstAccount(deps: Deps, actor: Actor, wanted: NewAccount): Promise<Outcome<Person>> {
  return makeAccount(deps, actor, { ...wanted, role: 'admin' }, (tx) =>
    hasPeople(tx) ? refused('already-set-up', 'Rollbook is already set up here. Please sign in.') : null,
  );
}

/** For whoever has the machine itself: another administrator, password and all. */
export function makeAdmin(deps: Deps, actor: Actor, wanted: NewAccount): Promise<Outcome<Person>> {
  return makeAccount(deps, actor, { ...wanted, role: 'admin' }, () => null);
}

async function makeAccount(
  deps: Deps,
  actor: Actor,
  { password, ...wanted }: NewAccount & { readonly role: Role },
  obstacle: (tx: Tx) => Refusal | null,
): Promise<Outcome<Person>> {
  const weak = weakness(password, wanted.name, wanted.email);
  if (weak) return weak;
  const hash = await hashPassword(password);
  return write(deps.db, (tx) => {
    const added = obstacle(tx) ?? insertPerson(tx, deps, actor, wanted);
    if (added.ok) savePassword(tx, added.value.id, hash, deps.clock());
    return added;
  });
}

/** Ends every other session, and gives this one a new secret. */
export async function changePassword(
  deps: Deps,
  actor: Actor,
  browser: Browser,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
): Promise<Outcome<NewSession>> {
  const person = findPerson(deps.db, actor.userId);
  const trying = { account: actor.label, address: actor.address };
  const wait = waitFor(deps, trying);
  if (wait > 0) return tooEager(wait);
  const failures = countFailure(deps, trying);
  const before = person && passwordHash(deps.db, person.id);
  if (person === null || !(await isPassword(before, password))) {
    const deed = { action: 'password-change-refused', subject: actor.label, after: { inARow: failures } };
    write(deps.db, (tx) => record(tx, deps, actor, deed));
    return WRONG_NOW;
  }
  const weak = weakness(newPassword, person.name, person.email, 'newPassword');
  if (weak) return weak;
  const hash = await hashPassword(newPassword);
  return write(deps.db, (tx) => {
    // Two changes at once: the one that comes second knew an old password.
    if (passwordHash(tx, person.id) !== before) return WRONG_NOW;
    const ended = setPassword(tx, deps, actor, person, hash, 'password-changed');
    return done({ secret: startSession(tx, deps, person, browser), ended });
  });
}

/** A single-use link with which its owner chooses a password. Only its hash is kept. */
export function makePasswordLink(deps: Deps, actor: Actor, userId: string): Outcome<string> {
  return write(deps.db, (tx) => {
    const person = findPerson(tx, userId);
    if (person === null) return NOT_FOUND;
    const secret = newSecret();
    const now = deps.clock();
    replaceLink(tx, { userId, tokenHash: digest(secret), createdAt: now, expiresAt: now + LINK_LIVES_MS });
    record(tx, deps, actor, { action: 'password-link-made', subject: person.email });
    return done(secret);
  });
}

export function ownerOfLink(deps: Deps, secret: string): Person | null {
  const link = findLink(deps.db, digest(secret), deps.clock());
  const person = link === null ? null : findPerson(deps.db, link.userId);
  return person?.disabledAt === null ? person : null;
}

export async function usePasswordLink(
  deps: Deps,
  browser: Browser,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Outcome<NewSession>> {
  const person = ownerOfLink(deps, token);
  if (person === null) return LINK_IS_OLD;
  const weak = weakness(password, person.name, person.email);
  if (weak) return weak;
  const hash = await hashPassword(password);
  return write(deps.db, (tx) => {
    // Asked again inside: two browsers may have opened the same link.
    if (ownerOfLink({ ...deps, db: tx }, token) === null) return LINK_IS_OLD;
    const actor: Actor = { userId: person.id, label: person.email, via: 'page', address: browser.address };
    const ended = setPassword(tx, deps, actor, person, hash, 'password-set-by-link');
    return done({ secret: startSession(tx, deps, person, browser), ended });
  });
}

function setPassword(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  person: Person,
  hash: string,
  action: 'password-changed' | 'password-set-by-link',
): readonly string[] {
  savePassword(tx, person.id, hash, deps.clock());
  takeLink(tx, person.id);
  for (const { subject } of subjects({ account: person.email, address: null })) forgetFailures(tx, subject);
  record(tx, deps, actor, { action, subject: person.email });
  return deleteOtherSessions(tx, person.id, '');
}

function weakness(password: string, name: string, email: string, field = 'password') {
  const reason = whyWeak(password, [name, email]);
  return reason === null ? null : refused('weak-password', reason, field);
}
