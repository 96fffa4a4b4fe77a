import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type Backup, type BackupLabel, backupName } from '../../src/db/backup-names.ts';
import { rotate, toKeep } from '../../src/db/rotate.ts';
import { folder } from './place.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 20, 3); // a Friday

const at = (day: string, label: BackupLabel = 'nightly', time = '02:00:00'): Backup => {
  const takenAt = Date.parse(`${day}T${time}Z`);
  const name = backupName(takenAt, label);
  return { name, file: `/backups/${name}`, takenAt, label, bytes: 1 };
};
const nights = (count: number): readonly Backup[] =>
  Array.from({ length: count }, (_, ago) => at(new Date(NOW - ago * DAY).toISOString().slice(0, 10)));
const days = (backups: readonly Backup[]): readonly string[] =>
  backups.map((backup) => new Date(backup.takenAt).toISOString().slice(5, 10));

test('of a year and a half of nights stay seven days, four Sundays and twelve ends of months', () => {
  assert.deepEqual(days(toKeep(nights(550), NOW)), [
    ...['03-20', '03-19', '03-18', '03-17', '03-16', '03-15', '03-14'],
    ...['03-08', '03-01'],
    ...['02-28', '01-31', '12-31', '11-30', '10-31', '09-30', '08-31', '07-31', '06-30', '05-31', '04-30'],
  ]);
});

test('rotated night after night, the same stay as when rotated once', () => {
  let kept: readonly Backup[] = [];
  for (const night of nights(550).toReversed()) kept = toKeep([night, ...kept], night.takenAt);
  assert.deepEqual(days(kept), days(toKeep(nights(550), NOW)));
});

test('of several in one night the last stays', () => {
  const [early, late] = [at('2026-03-20', 'nightly', '01:00:00'), at('2026-03-20', 'nightly', '02:30:00')];
  assert.deepEqual(toKeep([early, late], NOW), [late]);
});

test('after a long silence the old ones are still there', () => {
  const old = nights(7).map((night) => ({ ...night, takenAt: night.takenAt - 400 * DAY }));
  assert.deepEqual(toKeep(old, NOW), old);
});

test('those before a migration and those made by hand do not take the nights’ places, and ten of each stay', () => {
  const made = (label: BackupLabel): readonly Backup[] => nights(12).map((night) => ({ ...night, label }));
  const kept = toKeep([...nights(7), ...made('before-migration'), ...made('manual')], NOW);
  const count = (label: BackupLabel): number => kept.filter((backup) => backup.label === label).length;
  assert.deepEqual([count('nightly'), count('before-migration'), count('manual')], [7, 10, 10]);
});

test('one from the future is kept and takes nobody’s place', () => {
  const future = at('2031-01-01');
  const kept = toKeep([future, ...nights(7)], NOW);
  assert.deepEqual(kept, [future, ...nights(7)]);
});

test('what is not kept leaves with its checksum, and nothing else leaves', (t) => {
  const place = folder(t);
  const names = nights(12).flatMap(({ name }) => [name, `${name}.sha256`]);
  for (const name of [...names, 'notes.txt']) writeFileSync(join(place, name), '');
  const removed = rotate(place, NOW);
  assert.deepEqual(
    removed,
    ['13', '12', '11', '10', '09'].map((day) => `rollbook-202603${day}-020000Z-nightly.db`),
  );
  const expected = [...names, 'notes.txt'].filter((name) => !removed.some((gone) => name.startsWith(gone)));
  assert.deepEqual(readdirSync(place).sort(), expected.sort());
  assert.deepEqual(rotate(place, NOW), []);
});
