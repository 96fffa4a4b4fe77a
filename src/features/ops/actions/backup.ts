import { backUp } from '../../../db/backup.ts';
import { type Backup, type BackupLabel, backupFolderOf } from '../../../db/backup-names.ts';
import type { Deps } from '../../../db/deps.ts';
import { rotate } from '../../../db/rotate.ts';
import { formatBytes } from '../../../lib/format.ts';

/** A backup, after which the old ones are thinned out. */
export async function backUpNow({ config, db, clock }: Deps, label: BackupLabel): Promise<Backup> {
  const folder = backupFolderOf(config.databaseFile);
  const made = await backUp(db, folder, { now: clock(), label });
  rotate(folder, clock());
  return made;
}

export async function backUpNightly(deps: Deps): Promise<string> {
  const { bytes } = await backUpNow(deps, 'nightly');
  return `${formatBytes(bytes)}, checked`;
}
