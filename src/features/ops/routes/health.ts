import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import type { Deps } from '../../../db/deps.ts';
import { reads } from '../../../web/reads.ts';
import { readHealth, type Watched } from '../actions/health.ts';
import { isReady } from '../engine/health.ts';
import { healthJson, healthShape } from '../json/health.ts';
import { healthView } from '../view/health.ts';

export function addHealth(app: FastifyInstance, deps: Deps, watched: Watched): void {
  const read = () => readHealth(deps, watched);

  reads(app, {
    permission: 'health:read',
    page: '/admin/health',
    api: '/api/admin/health',
    summary: 'How the installation is: database, disk, backups, jobs.',
    out: healthShape,
    run: read,
    json: healthJson,
    html: (health, { identity }) => ({
      template: 'ops/health',
      title: 'Health',
      view: healthView(health, { timeZone: identity.timeZone, now: deps.clock() }),
    }),
  });

  const open = { config: { access: 'public', face: 'json', limit: 'none' } } as const;
  const local = { config: { access: 'machine', face: 'json', limit: 'none' } } as const;
  app.get('/healthz', open, () => ({ status: 'alive' }));
  app.get('/readyz', local, (_, reply) => {
    const ready = isReady(read());
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  app.get('/metrics', local, async (_, reply) =>
    reply.type(app.metrics.contentType).send(await app.metrics.metrics()),
  );
  addGauges(app, deps, read);
}

/** Read once a scrape, by the gauge that is asked first. */
function addGauges(app: FastifyInstance, deps: Deps, read: () => ReturnType<typeof readHealth>): void {
  const registers = [app.metrics];
  new Gauge({
    name: 'jobs_last_success_timestamp',
    help: 'When each job last ended well, in seconds since 1970.',
    labelNames: ['job'],
    registers,
    collect() {
      const health = read();
      for (const { name, lastSuccessAt } of health.jobs) this.set({ job: name }, (lastSuccessAt ?? 0) / 1000);
      backup.set(health.backup === null ? -1 : (deps.clock() - health.backup.takenAt) / 1000);
      size.set(health.database.bytes);
    },
  });
  const backup = new Gauge({
    name: 'backup_age_seconds',
    help: 'Age of the newest backup; -1 while there is none.',
    registers,
  });
  const size = new Gauge({
    name: 'database_size_bytes',
    help: 'Size of the database, its log included.',
    registers,
  });
}
