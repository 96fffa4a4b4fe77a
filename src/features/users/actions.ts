import type { Deps } from '../../db/deps.ts';
import type { Tx } from '../../db/open.ts';
import { write } from '../../db/write.ts';
import type { Actor } from '../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, refused } from '../../model/outcome.ts';
import type { Person, Settings } from '../../model/person.ts';
import type { Role } from '../../model/roles.ts';
import { record } from '../audit/index.ts';
import * as store from './store.ts';

type Means = Pick<Deps, 'db' | 'clock' | 'newId' | 'keyring'>;
type NewPerson = Pick<Person, 'name' | 'email' | 'role'>;

const LAST_ADMIN = refused(
  'last-admin',
  'Rollbook needs at least one administrator who can sign in. Make someone else administrator first.',
);

export function addPerson(deps: Means, actor: Actor, wanted: NewPerson): Outcome<Person> {
  return write(deps.db, (tx) => insertPerson(tx, deps, actor, wanted));
}

/** For those who add a person and something else in one transaction. */
export function insertPerson(tx: Tx, deps: Means, actor: Actor, wanted: NewPerson): Outcome<Person> {
  if (store.findByEmail(tx, wanted.email)) {
    return refused('email-taken', 'Someone already signs in with this address.', 'email');
  }
  const now = deps.clock();
  const { name, email, role } = wanted;
  const person: Person = {
    name,
    email,
    role,
    id: deps.newId(),
    disabledAt: null,
    sessionsValidFrom: now,
    createdAt: now,
    theme: 'system',
    timeZone: 'America/New_York',
  };
  store.insertPerson(tx, person);
  record(tx, deps, actor, { action: 'person-added', subject: email, after: { name, role } });
  return done(person);
}

export function changeRole(deps: Means, actor: Actor, id: string, role: Role): Outcome<Person> {
  return write(deps.db, (tx) => {
    const person = store.findPerson(tx, id);
    if (person === null) return NOT_FOUND;
    if (person.role === role) return done(person);
    if (isLastAdmin(tx, person) && role !== 'admin') return LAST_ADMIN;
    store.setRole(tx, id, role, deps.clock());
    record(tx, deps, actor, {
      action: 'role-changed',
      subject: person.email,
      before: { role: person.role },
      after: { role },
    });
    return done({ ...person, role });
  });
}

/** Shuts the door: sessions end and tokens stop at once; nothing of theirs is touched. */
export function endAccess(deps: Means, actor: Actor, id: string): Outcome<Person> {
  return write(deps.db, (tx) => {
    const person = store.findPerson(tx, id);
    if (person === null) return NOT_FOUND;
    if (person.disabledAt !== null) return done(person);
    if (isLastAdmin(tx, person)) return LAST_ADMIN;
    store.setDisabled(tx, id, deps.clock(), deps.clock());
    record(tx, deps, actor, { action: 'access-ended', subject: person.email });
    return done(
      { ...person, disabledAt: deps.clock() },
      { method: 'POST', url: `/admin/users/${id}/access` },
    );
  });
}

export function restoreAccess(deps: Means, actor: Actor, id: string): Outcome<Person> {
  return write(deps.db, (tx) => {
    const person = store.findPerson(tx, id);
    if (person === null) return NOT_FOUND;
    if (person.disabledAt === null) return done(person);
    store.setDisabled(tx, id, null, deps.clock());
    record(tx, deps, actor, { action: 'access-restored', subject: person.email });
    return done({ ...person, disabledAt: null }, { method: 'DELETE', url: `/admin/users/${id}/access` });
  });
}

export function saveSettings(
  deps: Means,
  actor: Actor,
  { name, ...chosen }: Settings & { readonly name: string },
): Outcome<null> {
  return write(deps.db, (tx) => {
    const before = store.findPerson(tx, actor.userId);
    if (before === null) return NOT_FOUND;
    store.setName(tx, actor.userId, name);
    store.setSettings(tx, actor.userId, chosen);
    const { name: oldName, theme, timeZone } = before;
    const deed = { before: { name: oldName, theme, timeZone }, after: { name, ...chosen } };
    record(tx, deps, actor, { action: 'settings-changed', subject: before.email, ...deed });
    return done(null);
  });
}

function isLastAdmin(tx: Tx, person: Person): boolean {
  return person.role === 'admin' && person.disabledAt === null && store.countActiveAdmins(tx) === 1;
}
