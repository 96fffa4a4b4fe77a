import { setTimeout as sleep } from 'node:timers/promises';
import { bumpVersion } from '../../../db/marks.ts';
import type { Db } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import { record } from '../../audit/index.ts';
import { brokerNames } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import type { Tokens } from '../port.ts';
import { endTokens, type Held, replaceTokens } from '../store/tokens.ts';
import type { Bearer } from './bearer.ts';
import { livingTokens, readTokens } from './living.ts';
import { isBeingRenewed, Renewal } from './renewal.ts';

const LOOK_MS = 100;

const flights = new WeakMap<Db, Map<string, Promise<string>>>();

/** A new access; all who need one at this moment wait for the same. */
export function refreshed(bearer: Bearer, held: Held): Promise<string> {
  const { deps, connection } = bearer;
  const flying = flights.get(deps.db) ?? new Map<string, Promise<string>>();
  flights.set(deps.db, flying);
  const flight =
    flying.get(connection.id) ?? refresh(bearer, held).finally(() => flying.delete(connection.id));
  flying.set(connection.id, flight);
  return flight;
}

/** The broker takes them no more, and there are no others. */
export function signInOver(bearer: Bearer, held: Held): never {
  ended(bearer, held);
  const name = brokerNames[bearer.connection.broker];
  throw new BrokerFault('needs-sign-in', `Your sign-in at ${name} is over. Sign in there again.`);
}

/** Not even an access that was just renewed is taken. Those of a later sign-in are not meant. */
export function accessOver(bearer: Bearer, refused: string): void {
  const held = readTokens(bearer);
  if (held !== null && held.deadAt === null && held.tokens.access === refused) ended(bearer, held);
}

async function refresh(bearer: Bearer, held: Held): Promise<string> {
  for (let now = held; now.version === held.version; now = livingTokens(bearer)) {
    using renewal = Renewal.begin(bearer, now);
    // Awaited here: the right is given back when the answer is kept, and not before.
    if (renewal !== null) return await asked(bearer, now);
    await othersDone(bearer, now);
  }
  return livingTokens(bearer).tokens.access;
}

/** Another thread or process renews them: what it gets is for all. */
async function othersDone(bearer: Bearer, { version }: Held): Promise<void> {
  const isWaiting = (now: Held) => now.version === version && isBeingRenewed(now, bearer.deps.clock());
  while (isWaiting(livingTokens(bearer))) await sleep(LOOK_MS);
}

async function asked(bearer: Bearer, held: Held): Promise<string> {
  const fresh = await granted(bearer, held);
  if (fresh === null) return livingTokens(bearer).tokens.access;
  // Killed between the broker's answer and this write, we keep the old refresh token: good where the broker does not
  // rotate it, and where it does a person signs in again. There is no way to take both steps at once.
  const isOurs = replaced(bearer, held, {
    access: fresh.access,
    accessEndsAt: fresh.accessEndsAt,
    refresh: fresh.refresh ?? held.tokens.refresh,
    // It counts from the moment a person signed in.
    signInEndsAt: held.tokens.signInEndsAt,
  });
  return isOurs ? fresh.access : livingTokens(bearer).tokens.access;
}

/** null: they were refused because another process has used them; what that one got is in the database. */
async function granted(bearer: Bearer, held: Held): Promise<Tokens | null> {
  try {
    return await bearer.signIn.refresh(bearer.app, held.tokens);
  } catch (error) {
    if (!(error instanceof BrokerFault) || error.kind !== 'needs-sign-in') throw error;
    if (ended(bearer, held)) throw error;
    return null;
  }
}

/** On the disk before anybody uses it: a token that was used and lost could not be got back. */
function replaced({ deps, connection }: Bearer, { version }: Held, tokens: Tokens): boolean {
  const { db, keyring, clock } = deps;
  const over = { now: clock(), version };
  return write(db, (tx) => replaceTokens(tx, keyring, connection, tokens, over), { durable: true });
}

function ended({ deps, connection }: Bearer, { version }: Held): boolean {
  const { userId, broker } = connection;
  return write(deps.db, (tx) => {
    if (!endTokens(tx, connection, deps.clock(), version)) return false;
    bumpVersion(tx, userId);
    const ourselves = { userId, label: 'Rollbook', via: 'job', address: null } as const;
    record(tx, deps, ourselves, { action: 'broker-sign-in-ended', subject: broker });
    return true;
  });
}
