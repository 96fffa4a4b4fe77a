import { backUp } from '../../../db/backup.ts';
import { type BackupLabel, backupFolderOf } from '../../../db/backup-names.ts';
import type { Deps } from '../../../db/deps.ts';
import { rotate } from '../../../db/rotate.ts';
import { formatBytes } from '../../../lib/format.ts';

/** A backup, and the old ones thinned out; answers what to say about it. */
export async function backUpNow(deps: Deps, label: BackupLabel): Promise<string> {
  const folder = backupFolderOf(deps.config.databaseFile);
  const made = await backUp(deps.db, folder, { now: deps.clock(), label });
  const removed = rotate(folder, deps.clock());
  const thinned = removed.length === 0 ? '' : `, ${removed.length} old ones removed`;
  return `${made.file}, ${formatBytes(made.bytes)}${thinned}`;
}
