import { formatBytes } from '../../../lib/format.ts';
import { formatDuration, formatInstant, formatLocal, formatRelative } from '../../../lib/format-time.ts';
import { type Health, type JobHealth, judge } from '../engine/health.ts';

interface Reader {
  readonly timeZone: string;
  readonly now: number;
}

const SUBTITLES = {
  gain: 'Everything is in order',
  warning: 'Something should be looked at soon',
  loss: 'Something does not work',
} as const;

export function healthView(health: Health, reader: Reader) {
  const lights = judge(health, reader.now);
  return {
    subtitle: SUBTITLES[lights.worst],
    checks: [
      { label: 'Database', tone: lights.database, ...databaseWords(health) },
      { label: 'Disk', tone: lights.disk, ...diskWords(health) },
      { label: 'Backup', tone: lights.backup, ...backupWords(health, reader) },
      { label: 'Jobs', tone: lights.jobs, ...jobsWords(health) },
    ],
    jobs: health.jobs.map((job) => jobRow(job, reader)),
    facts: [
      fact('Running since', formatInstant(health.startedAt, reader.timeZone, reader.now)),
      fact('Uptime', formatDuration(reader.now - health.startedAt)),
      fact('Memory', formatBytes(health.memoryBytes)),
      fact('Node', health.node),
      fact('Database file', health.database.file),
    ],
  };
}

function databaseWords({ database, pendingMigrations }: Health) {
  if (!database.writable) return { words: 'cannot be written', detail: 'Check the disk and its permissions' };
  if (pendingMigrations.length > 0) return { words: 'is not up to date', detail: 'Restart Rollbook' };
  return { words: formatBytes(database.bytes), detail: 'Readable and writable' };
}

function diskWords({ disk }: Health) {
  return { words: `${formatBytes(disk.freeBytes)} free`, detail: `of ${formatBytes(disk.totalBytes)}` };
}

function backupWords({ backup }: Health, { now }: Reader) {
  if (backup === null) return { words: 'none yet', detail: 'The first is made tonight' };
  return {
    words: formatRelative(backup.takenAt, now),
    detail: `${backup.count} kept, the newest ${formatBytes(backup.bytes)}`,
  };
}

function jobsWords({ jobs }: Health) {
  const failed = jobs.filter(({ last }) => last?.outcome === 'failed');
  if (failed.length === 0) return { words: 'on time', detail: `${jobs.length} scheduled` };
  return { words: `${failed.length} failed`, detail: failed.map(({ title }) => title).join(', ') };
}

const OUTCOMES: Readonly<Record<string, { readonly text: string; readonly tone: string }>> = {
  done: { text: 'Done', tone: 'gain' },
  failed: { text: 'Failed', tone: 'loss' },
  running: { text: 'Running', tone: 'info' },
  interrupted: { text: 'Interrupted', tone: 'warning' },
};

function jobRow(job: JobHealth, { timeZone, now }: Reader) {
  return {
    name: job.name,
    title: job.title,
    outcome: OUTCOMES[job.last?.outcome ?? ''] ?? { text: 'Not yet', tone: 'off' },
    message: job.last?.message ?? '',
    last: formatLocal(job.last?.startedAt ?? null, timeZone, now, 'never'),
    next: formatLocal(job.nextAt, timeZone, now, 'not planned'),
  };
}

function fact(term: string, text: string) {
  return { term, text, tone: '', numeric: false };
}
