import { rmSync } from 'node:fs';
import { addDays, type IsoDate, weekday } from '../lib/dates.ts';
import { dateIn } from '../lib/time-zones.ts';
import { type Backup, listBackups } from './backup-names.ts';

type Period = (day: IsoDate) => string;

const NIGHTLY: readonly (readonly [count: number, period: Period])[] = [
  [7, (day) => day],
  [4, (day) => addDays(day, 1 - weekday(day))],
  [12, (day) => day.slice(0, 7)],
];
const BEFORE_MIGRATIONS = 10;
const MANUAL = 10;

/**
 * Of the nightly ones the last of each of 7 days, 4 weeks and 12 months that have one; the newest of the others. One
 * from the future (the clock was wrong) is kept and takes nobody's place.
 */
export function toKeep(backups: readonly Backup[], now: number): readonly Backup[] {
  const past = backups.filter((backup) => backup.takenAt <= now).toSorted((a, b) => b.takenAt - a.takenAt);
  const labelled = (label: string): readonly Backup[] => past.filter((backup) => backup.label === label);
  const kept = new Set([
    ...NIGHTLY.flatMap(([count, period]) => lastOfEach(labelled('nightly'), period).slice(0, count)),
    ...labelled('before-migration').slice(0, BEFORE_MIGRATIONS),
    ...labelled('manual').slice(0, MANUAL),
  ]);
  return backups.filter((backup) => backup.takenAt > now || kept.has(backup));
}

/** Removes the backups nobody needs any more and answers their names. */
export function rotate(folder: string, now: number): readonly string[] {
  const backups = listBackups(folder);
  const kept = new Set(toKeep(backups, now));
  const leaving = backups.filter((backup) => !kept.has(backup));
  for (const { file } of leaving) {
    rmSync(file);
    rmSync(`${file}.sha256`, { force: true });
  }
  return leaving.map((backup) => backup.name);
}

function lastOfEach(newestFirst: readonly Backup[], period: Period): readonly Backup[] {
  const found = new Map<string, Backup>();
  for (const backup of newestFirst) {
    const name = period(dateIn(backup.takenAt, 'UTC'));
    if (!found.has(name)) found.set(name, backup);
  }
  return [...found.values()];
}
