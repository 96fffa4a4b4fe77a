import { formatDate } from '../../../lib/format-time.ts';
import { dateIn, wallTimeIn, zoneAbbreviation } from '../../../lib/time-zones.ts';
import type { AuditEntry } from '../../../model/audit-entry.ts';

interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: number | null;
  readonly search: string;
  readonly isFirst: boolean;
}

export function auditView({ entries, next, search, isFirst }: AuditPage, timeZone: string, now: number) {
  const kept = search === '' ? '' : `&q=${encodeURIComponent(search)}`;
  return {
    search,
    subtitle: `who did what, newest first, times in ${zoneAbbreviation(now, timeZone)}`,
    days: daysOf(entries, timeZone, now),
    newest: isFirst ? '' : `/admin/audit?${kept.slice(1)}`,
    older: next === null ? '' : `/admin/audit?before=${next}${kept}`,
  };
}

function daysOf(entries: readonly AuditEntry[], timeZone: string, now: number) {
  const byDay = Map.groupBy(entries, ({ at }) => dateIn(at, timeZone));
  return [...byDay].map(([date, ofDay]) => ({
    date,
    label: formatDate(date, dateIn(now, timeZone)),
    entries: ofDay.map((entry) => rowOf(entry, timeZone)),
  }));
}

function rowOf(entry: AuditEntry, timeZone: string) {
  const from = [VIA[entry.via], entry.address ?? ''].filter(Boolean).join(', ');
  return {
    id: entry.id,
    when: wallTimeIn(entry.at, timeZone).slice(0, 5),
    actor: entry.actor,
    from,
    what: sentenceOf(entry.action),
    subject: entry.subject === entry.actor ? '' : entry.subject,
    change: changeOf(entry),
  };
}

const VIA: Readonly<Record<AuditEntry['via'], string>> = {
  page: '',
  api: 'API',
  job: 'job',
  cli: 'command line',
};

/** `role-changed` reads "Role changed". */
function sentenceOf(action: string): string {
  const words = action.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "role: user → admin": what differs, in one line. */
function changeOf({ before, after }: AuditEntry): string {
  const [old, fresh] = [valuesOf(before), valuesOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  const differing = names.filter((name) => old[name] !== fresh[name]);
  return differing.map((name) => `${name}: ${arrow(old[name], fresh[name])}`).join(', ');
}

function valuesOf(json: string | null): Readonly<Record<string, unknown>> {
  return json === null ? {} : JSON.parse(json);
}

function arrow(old: unknown, fresh: unknown): string {
  if (old === undefined) return String(fresh);
  return fresh === undefined ? `${String(old)} → nothing` : `${String(old)} → ${String(fresh)}`;
}
