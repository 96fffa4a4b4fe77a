import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Config, ConfigError, key } from './config.ts';
import { backUp } from './db/backup.ts';
import { backupFolderOf } from './db/backup-names.ts';
import { DatabaseFault, toDatabaseFault } from './db/fault.ts';
import { idMaker } from './db/ids.ts';
import { KEY_FILE, type Keyring, keysIn, makeKeyIn, openKeyring } from './db/keyring.ts';
import { migrate } from './db/migrate.ts';
import { closeDatabase, type Db, openDatabase } from './db/open.ts';
import { lastKeyId } from './features/audit/index.ts';
import { newSecret } from './features/auth/index.ts';
import { openBrokers } from './features/brokers/index.ts';
import { catchUp, noteCarried } from './features/campaigns/index.ts';
import type { SyncDeps } from './features/connections/index.ts';
import { root, version } from './root.ts';
import { boardMemory } from './web/outgoing/board.ts';
import type { Note } from './web/outgoing/note.ts';
import { openOutgoing } from './web/outgoing/open.ts';
import { partiesOf } from './web/outgoing/parties.ts';

export interface House {
  readonly deps: SyncDeps;
  /** Sentences worth saying at start. */
  readonly news: readonly string[];
  /** Hangs up, and leaves one file. */
  readonly close: () => Promise<void>;
}

/** Opens what the server and the command line both stand on: data folder, keys, database with its newest schema. */
export async function openHouse(
  config: Config,
  clock = Date.now,
  note: (call: Note) => void = () => undefined,
  shared = boardMemory(),
): Promise<House> {
  makeFolders(config);
  refuseFolder(config);
  const { keys, madeNow } = keysOf(config);
  const keyring = openKeyring(keys);
  const db = openDatabase(config.databaseFile);
  const applied = await bringUpToDate(config, db, clock);
  refuseOtherKeys(db, keyring);
  const ask = openOutgoing({ parties: partiesOf(config), agent: `Rollbook/${version}`, note, shared });
  const own = { config, db, clock, newId: idMaker(clock), keyring, setUpSecret: newSecret() };
  return {
    deps: {
      ...own,
      brokers: openBrokers({ ask, clock, config }),
      afterReading: async (userId) => {
        await catchUp(own, userId);
        noteCarried(own, userId);
      },
    },
    close: async () => {
      await ask.close();
      closeDatabase(db);
    },
    news: [
      ...(madeNow === null
        ? []
        : [`A key was made for this installation: ${madeNow}. Keep a copy of it with your backups.`]),
      ...(applied.length === 0 ? [] : [`The database is brought up to date (${applied.length} steps).`]),
    ],
  };
}

/** For people: the sentence of what went wrong, or null where it is a bug and its stack is wanted. */
export function sentenceOf(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof DatabaseFault) return error.message;
  return toDatabaseFault(error)?.message ?? null;
}

export function makeFolders(config: Config): void {
  for (const folder of [config.dataDir, path.dirname(config.databaseFile)]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new ConfigError(
        `The folder ${folder} cannot be made: ${reasonOf(error)}. Choose another DATA_DIR.`,
      );
    }
  }
}

function refuseFolder({ databaseFile }: Config): void {
  if (statSync(databaseFile, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`SQLITE_DB_PATH names ${databaseFile}, which is a folder. Name a file in it.`);
}

function keysOf(config: Config): { readonly keys: readonly string[]; readonly madeNow: string | null } {
  if (config.encryptionKeys.length > 0) return { keys: config.encryptionKeys, madeNow: null };
  const known = keysIn(config.dataDir);
  if (known !== null) return { keys: checkedKeys(known.keys, config), madeNow: null };
  // A new key would be made in silence, and what the old one sealed could never be read again.
  if (existsSync(config.databaseFile)) throw new ConfigError(keyGone(config));
  try {
    return makeKeyIn(config.dataDir);
  } catch (error) {
    throw new ConfigError(
      `The folder ${config.dataDir} cannot be written: ${reasonOf(error)}. Choose another DATA_DIR.`,
    );
  }
}

function checkedKeys(keys: readonly string[], { dataDir }: Config): readonly string[] {
  const checked = z.array(key).min(1).safeParse(keys);
  if (checked.success) return checked.data;
  throw new ConfigError(
    `${path.join(dataDir, KEY_FILE)} is damaged: ${checked.error.issues[0]?.message}. Put the key back from where you keep it.`,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function keyGone({ dataDir, databaseFile }: Config): string {
  return `There is a database (${databaseFile}) but its key is gone: ${path.join(dataDir, KEY_FILE)}. Put the key back from where you keep it, or set ENCRYPTION_KEY.`;
}

function refuseOtherKeys(db: Db, keyring: Keyring): void {
  const keyId = lastKeyId(db);
  if (keyId === null || keyring.sealWith(keyId, '') !== null) return;
  closeDatabase(db);
  throw new ConfigError(
    `This database was used with another key (${keyId}). Put that key back, or add it to ENCRYPTION_KEY after a comma.`,
  );
}

function bringUpToDate(config: Config, db: Db, clock: () => number): Promise<readonly string[]> {
  const now = clock();
  const backup = () => backUp(db, backupFolderOf(config.databaseFile), { now, label: 'before-migration' });
  return migrate(db, path.join(root, 'migrations'), { now, backup });
}
