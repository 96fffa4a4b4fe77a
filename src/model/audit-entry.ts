import type { Actor } from './actor.ts';

/** One line of the audit log, as it is read. */
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly via: Actor['via'];
  readonly address: string | null;
  readonly action: string;
  readonly subject: string;
  /** JSON, where something had a value before. */
  readonly before: string | null;
  readonly after: string | null;
}
