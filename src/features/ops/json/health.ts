import * as z from 'zod';
import type { Health } from '../engine/health.ts';

export const healthShape = z.strictObject({
  database: z.strictObject({ bytes: z.number(), writable: z.boolean() }),
  disk: z.strictObject({ free_bytes: z.number(), total_bytes: z.number() }),
  pending_migrations: z.array(z.string()),
  backup: z.strictObject({ taken_at: z.iso.datetime(), bytes: z.number(), count: z.number() }).nullable(),
  jobs: z.array(
    z.strictObject({
      name: z.string(),
      last_success_at: z.iso.datetime().nullable(),
      last_outcome: z.string().nullable(),
      next_at: z.iso.datetime().nullable(),
    }),
  ),
  memory_bytes: z.number(),
  node: z.string(),
});

export function healthJson(health: Health): z.infer<typeof healthShape> {
  const { database, disk, backup } = health;
  return {
    database: { bytes: database.bytes, writable: database.writable },
    disk: { free_bytes: disk.freeBytes, total_bytes: disk.totalBytes },
    pending_migrations: [...health.pendingMigrations],
    backup: backup && { taken_at: iso(backup.takenAt), bytes: backup.bytes, count: backup.count },
    jobs: health.jobs.map((job) => ({
      name: job.name,
      last_success_at: job.lastSuccessAt === null ? null : iso(job.lastSuccessAt),
      last_outcome: job.last?.outcome ?? null,
      next_at: job.nextAt === null ? null : iso(job.nextAt),
    })),
    memory_bytes: health.memoryBytes,
    node: health.node,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
