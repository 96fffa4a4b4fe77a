import { write } from '../../src/db/write.ts';
import { makePasswordLink } from '../../src/features/auth/index.ts';
import { insertPerson } from '../../src/features/users/index.ts';
import type { Actor } from '../../src/model/actor.ts';
import type { Role } from '../../src/model/roles.ts';
import type { TestHouse } from './house.ts';
import { Visitor } from './visitor.ts';

export const PASSWORD = 'correct horse battery';

const TESTER: Actor = { userId: '', label: 'a test', via: 'cli', address: null };

export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly visitor: Visitor;
}

/** Someone of this role with an account, signed in the way people are: link, password, cookie. */
export async function signIn(house: TestHouse, role: Role, name: string = role): Promise<SignedIn> {
  const email = `${name.toLowerCase()}@example.com`;
  const added = write(house.deps.db, (tx) => insertPerson(tx, house.deps, TESTER, { name, email, role }));
  if (!added.ok) throw new Error(added.message);
  const link = makePasswordLink(house.deps, TESTER, added.value.id);
  if (!link.ok) throw new Error(link.message);
  const visitor = new Visitor(house.app);
  const answer = await visitor.post('/new-password', { token: link.value, password: PASSWORD });
  if (answer.statusCode !== 303) throw new Error(`signing in answered ${answer.statusCode}: ${answer.body}`);
  await visitor.get('/settings');
  return { id: added.value.id, email, visitor };
}
