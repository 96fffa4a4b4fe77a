import { and, eq, sql } from 'drizzle-orm';
import type { Keyring } from '../../../db/keyring.ts';
import type { Db, Tx } from '../../../db/open.ts';
import type { Place } from '../../../db/secrets.ts';
import { statement } from '../../../db/statements.ts';
import type { Tokens } from '../port.ts';
import { authTokens } from '../tables.ts';
import { type Owned, ofMine } from './connections.ts';

/** Tokens as they are kept. */
export interface Held {
  readonly tokens: Tokens;
  readonly gotAt: number;
  readonly deadAt: number | null;
  /** Whoever changes them says which they have read. */
  readonly version: number;
  /** Somebody is renewing them, and is believed until then. */
  readonly renewedUntil: number | null;
}

/** Whatever is written over them ends their renewal. */
const NOBODY = { renewedBy: null, renewedUntil: null };

/** Throws a KeyFault. */
export function heldTokens(db: Db, keyring: Keyring, connection: Owned): Held | null {
  const row = db.select().from(authTokens).where(ofConnection(db, connection)).get();
  if (row === undefined) return null;
  const { access, refresh, accessEndsAt, signInEndsAt, gotAt, deadAt, version, renewedUntil } = row;
  const tokens = {
    access: keyring.decrypt(access, place(connection, 'access')),
    refresh: refresh && keyring.decrypt(refresh, place(connection, 'refresh')),
    accessEndsAt,
    signInEndsAt,
  };
  return { tokens, gotAt, deadAt, version, renewedUntil };
}

/** Those of a new sign-in, whatever was there before. Its versions are above any that were ever read. */
export function saveTokens(tx: Tx, keyring: Keyring, connection: Owned, tokens: Tokens, now: number): void {
  const values = { ...encrypted(keyring, connection, tokens), ...NOBODY, gotAt: now, deadAt: null };
  tx.insert(authTokens)
    .values({ ...values, connectionId: connection.id, version: now })
    .onConflictDoUpdate({
      target: authTokens.connectionId,
      set: { ...values, version: sql`max(${authTokens.version} + 1, ${now})` },
    })
    .run();
}

/** Only over what was read: false where somebody else has changed them since. */
export function replaceTokens(
  tx: Tx,
  keyring: Keyring,
  connection: Owned,
  tokens: Tokens,
  { now, version }: { readonly now: number; readonly version: number },
): boolean {
  return (
    tx
      .update(authTokens)
      .set({
        ...encrypted(keyring, connection, tokens),
        ...NOBODY,
        gotAt: now,
        deadAt: null,
        version: version + 1,
      })
      .where(ofVersion(tx, connection, version))
      .run().changes === 1
  );
}

/** The broker has refused them for good; false where somebody else has changed them since. */
export function endTokens(tx: Tx, connection: Owned, deadAt: number, version: number): boolean {
  return (
    tx
      .update(authTokens)
      .set({ ...NOBODY, deadAt, version: version + 1 })
      .where(ofVersion(tx, connection, version))
      .run().changes === 1
  );
}

export function deleteTokens(tx: Tx, connection: Owned): void {
  tx.delete(authTokens).where(ofConnection(tx, connection)).run();
}

const SIGNED_IN = `SELECT sign_in_ends_at AS endsAt, dead_at AS deadAt FROM auth_tokens
  WHERE connection_id = (SELECT id FROM connections WHERE id = ? AND user_id = ?)`;

/** Until when somebody is signed in; null where a person is needed. Reads no secret. Asked for above every page. */
export function signedInUntil(
  db: Db,
  { id, userId }: Owned,
): { readonly endsAt: number; readonly isDead: boolean } | null {
  type Row = { readonly endsAt: number; readonly deadAt: number | null };
  const row = statement<[string, string], Row>(db, SIGNED_IN).get(id, userId);
  return row === undefined ? null : { endsAt: row.endsAt, isDead: row.deadAt !== null };
}

function encrypted(keyring: Keyring, connection: Owned, tokens: Tokens) {
  const { access, refresh, accessEndsAt, signInEndsAt } = tokens;
  return {
    access: keyring.encrypt(access, place(connection, 'access')),
    refresh: refresh && keyring.encrypt(refresh, place(connection, 'refresh')),
    accessEndsAt,
    signInEndsAt,
  };
}

function ofConnection(db: Db, connection: Owned) {
  return ofMine(db, authTokens.connectionId, connection);
}

function ofVersion(db: Db, connection: Owned, version: number) {
  return and(ofConnection(db, connection), eq(authTokens.version, version));
}

function place({ id, userId }: Owned, column: 'access' | 'refresh'): Place {
  return { table: 'auth_tokens', column, row: id, user: userId };
}
