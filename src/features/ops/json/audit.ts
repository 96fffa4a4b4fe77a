import * as z from 'zod';
import type { AuditEntry } from '../../../model/audit-entry.ts';

export const auditShape = z.strictObject({
  entries: z.array(
    z.strictObject({
      id: z.number(),
      at: z.iso.datetime(),
      actor: z.string(),
      via: z.string(),
      address: z.string().nullable(),
      action: z.string(),
      subject: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  next: z.number().nullable(),
});

export function auditJson(entries: readonly AuditEntry[], next: number | null): z.infer<typeof auditShape> {
  return {
    entries: entries.map(({ id, at, actor, via, address, action, subject, before, after }) => ({
      ...{ id, at: iso(at), actor, via, address, action, subject },
      before: before === null ? null : JSON.parse(before),
      after: after === null ? null : JSON.parse(after),
    })),
    next,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
