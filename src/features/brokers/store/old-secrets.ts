import type { Keyring } from '../../../db/keyring.ts';
import type { Db, Tx } from '../../../db/open.ts';
import type { Place } from '../../../db/secrets.ts';
import { statement } from '../../../db/statements.ts';

/** A secret that was encrypted with a key that is no longer the newest. */
export interface OldSecret {
  readonly place: Place;
  readonly secret: string;
}

const COLUMNS = [
  ['connections', 'app_key'],
  ['connections', 'app_secret'],
  ['auth_tokens', 'access'],
  ['auth_tokens', 'refresh'],
] as const;

/** What names the connection in each table. */
const KEYS: Readonly<Record<string, string>> = { connections: 'id', auth_tokens: 'connection_id' };

type Row = Pick<Place, 'row' | 'user'> & { readonly secret: string };

export function oldSecrets(db: Db, keyring: Keyring): readonly OldSecret[] {
  return COLUMNS.flatMap(([table, column]) =>
    secretsIn(db, table, column)
      .filter(({ secret }) => keyring.isOld(secret))
      .map(({ row, user, secret }) => ({ secret, place: { table, column, row, user } })),
  );
}

function secretsIn(db: Db, table: string, column: string): readonly Row[] {
  const sql = `SELECT its.id AS row, its.user_id AS user, of.${column} AS secret FROM connections AS its
    JOIN ${table} AS of ON of.${KEYS[table]} = its.id WHERE of.${column} IS NOT NULL`;
  return statement<[], Row>(db, sql).all();
}

/**
 * Only over the very text that was read: tokens that were refreshed meanwhile are newer. The version of the tokens
 * stays, for they are the same; a refresh that is under way must find them as it left them.
 */
export function encryptAnew(tx: Tx, keyring: Keyring, { place, secret }: OldSecret): boolean {
  const { table, column, row } = place;
  const sql = `UPDATE ${table} SET ${column} = ? WHERE ${KEYS[table]} = ? AND ${column} = ?`;
  const fresh = keyring.encrypt(keyring.decrypt(secret, place), place);
  return statement<[string, string, string]>(tx, sql).run(fresh, row, secret).changes === 1;
}
