// Migrates a file and dies, as by a power cut, at the statement `SELECT die_at(n)` of the given n.
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';

const [file = '', folder = '', at = ''] = process.argv.slice(2);
const db = openDatabase(file);
db.$client.function('die_at', (point: unknown) => {
  if (point === Number(at)) process.kill(process.pid, 'SIGKILL');
  return null;
});
await migrate(db, folder, { now: 0, backup: () => undefined });
