// Backs a database up again and again, while writing to it, until it is killed.
import { backUp } from '../../src/db/backup.ts';
import { openDatabase } from '../../src/db/open.ts';
import { move } from './accounts.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const db = openDatabase(file);
for (let round = 0; ; round += 1) {
  move(db, round);
  await backUp(db, folder, { now: round * 1000, label: 'manual' });
  process.stdout.write('.');
}
