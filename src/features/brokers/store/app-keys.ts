import type { Keyring } from '../../../db/keyring.ts';
import type { Db, Tx } from '../../../db/open.ts';
import type { Place } from '../../../db/secrets.ts';
import type { AppKey } from '../port.ts';
import { connections } from '../tables.ts';
import { mine, type Owned } from './connections.ts';

/** The person's own app with the broker; null where the installation's is used. Throws a KeyFault. */
export function ownApp(db: Db, keyring: Keyring, connection: Owned): AppKey | null {
  const { appKey, appSecret } = connections;
  const row = db.select({ appKey, appSecret }).from(connections).where(mine(connection)).get();
  if (row === undefined || row.appKey === null || row.appSecret === null) return null;
  return {
    key: keyring.decrypt(row.appKey, place(connection, 'app_key')),
    secret: keyring.decrypt(row.appSecret, place(connection, 'app_secret')),
  };
}

export function setOwnApp(tx: Tx, keyring: Keyring, connection: Owned, app: AppKey | null): void {
  const values = {
    appKey: app && keyring.encrypt(app.key, place(connection, 'app_key')),
    appSecret: app && keyring.encrypt(app.secret, place(connection, 'app_secret')),
  };
  tx.update(connections).set(values).where(mine(connection)).run();
}

function place({ id, userId }: Owned, column: 'app_key' | 'app_secret'): Place {
  return { table: 'connections', column, row: id, user: userId };
}
