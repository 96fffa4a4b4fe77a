import * as z from 'zod';

const PAGE = 50;

export const auditQuery = z.object({
  q: z.string().trim().max(100, 'Please search for at most 100 characters.').default(''),
  before: z.coerce.number({ error: 'This is not a place in the log.' }).int().positive().optional(),
});

export function toAuditFilter({ q, before }: z.infer<typeof auditQuery>) {
  // One more than is shown says whether there are older ones.
  return { search: q, before: before ?? null, limit: PAGE + 1 };
}

export const auditPageSize = PAGE;
