import type { Deps } from '../../src/db/deps.ts';
import { write } from '../../src/db/write.ts';
import { insertPerson } from '../../src/features/users/index.ts';
import type { Actor } from '../../src/model/actor.ts';

/** Somebody with an account who needs no browser. */
export function openPerson(deps: Deps, name: string): Actor {
  const email = `${name.toLowerCase()}@example.com`;
  const tester: Actor = { userId: '', label: 'a test', via: 'cli', address: null };
  const added = write(deps.db, (tx) => insertPerson(tx, deps, tester, { name, email, role: 'user' }));
  if (!added.ok) throw new Error(added.message);
  return { userId: added.value.id, label: email, via: 'page', address: '127.0.0.1' };
}
