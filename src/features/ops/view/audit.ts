import { formatInstant } from '../../../lib/format-time.ts';
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
    entries: entries.map((entry) => ({
      id: entry.id,
      when: formatInstant(entry.at, timeZone, now),
      actor: entry.actor,
      from: [VIA[entry.via] ?? entry.via, entry.address ?? ''].filter(Boolean).join(', '),
      what: sentenceOf(entry.action),
      subject: entry.subject,
      change: changeOf(entry),
    })),
    newest: isFirst ? '' : `/admin/audit?${kept.slice(1)}`,
    older: next === null ? '' : `/admin/audit?before=${next}${kept}`,
  };
}

const VIA: Readonly<Record<string, string>> = { page: 'page', api: 'API', job: 'job', cli: 'command line' };

/** `role-changed` reads "Role changed". */
function sentenceOf(action: string): string {
  const words = action.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "role: user → admin": what differs, in one line. */
function changeOf({ before, after }: AuditEntry): string {
  const [old, fresh] = [before, after].map(
    (text) => (text === null ? {} : JSON.parse(text)) as Record<string, unknown>,
  );
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])];
  const differing = names.filter((name) => old?.[name] !== fresh?.[name]);
  return differing.map((name) => `${name}: ${arrow(old?.[name], fresh?.[name])}`).join(', ');
}

function arrow(old: unknown, fresh: unknown): string {
  if (old === undefined) return String(fresh);
  return fresh === undefined ? `${String(old)} → nothing` : `${String(old)} → ${String(fresh)}`;
}
