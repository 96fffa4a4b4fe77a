import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { schedule } from 'node-cron';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { lockFolder } from './db/lock.ts';
import { resumeSyncs, type SyncDeps, stopSyncs } from './features/connections/index.ts';
import { JobRunner } from './features/ops/index.ts';
import { hasPeople } from './features/users/index.ts';
import { jobs } from './jobs.ts';
import { loggerOf } from './logger.ts';
import { type House, makeFolders, openHouse, sentenceOf } from './open-house.ts';
import { root } from './root.ts';
import { settler } from './settle-thread.ts';
import { inThreads } from './sync-thread.ts';
import { boardMemory } from './web/outgoing/board.ts';
import type { Note } from './web/outgoing/note.ts';

const GRACE_MS = 8_000;

/** Runs until a signal; what keeps it from starting is one sentence and exit 1. */
export async function serve(): Promise<void> {
  try {
    await start();
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === null) console.error(error);
    stop(sentence ?? 'could not start; the lines above say where.');
  }
}

async function start(): Promise<void> {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));
  const config = readConfig(process.env, root);
  makeFolders(config);
  const lock = lockFolder(config.dataDir);
  const note = (call: Note) => app.log.info({ call }, 'asked a broker');
  const shared = boardMemory();
  const house = await openHouse(config, Date.now, note, shared);
  const report = (error: unknown) => app.log.error({ err: error }, 'a sync failed');
  const deps: SyncDeps = { ...house.deps, hands: inThreads(note, shared), report };
  const app = buildApp(deps, loggerOf(config));
  const address = await listen(app, config);
  const runner = new JobRunner(deps, jobs, app.log);
  const settling = settler(deps, report);
  const eachMinute = () => Promise.all([runner.look(), settling.look()]);
  const ticking = schedule('* * * * *', eachMinute, { suppressMissedWarning: true });
  for (const sentence of [...house.news, ...whereToGo(deps, address)]) say(sentence);
  stopOnSignal(app, async () => {
    await ticking.destroy();
    await settling.ended();
    await close(app, runner, house);
    lock.release();
  });
  resumeSyncs(deps);
  await runner.look();
  // What starting left behind is given back: half of it would otherwise stay for hours on a quiet machine.
  globalThis.gc?.();
}

const CANNOT_LISTEN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program. Stop that one, or choose another port with PORT=...',
  EADDRNOTAVAIL:
    'is no address of this machine. Set HOST to one that is, or leave it out for this machine alone.',
  EACCES: 'may not be used by this user: below 1024 only root may listen. Choose another port with PORT=...',
  ENOTFOUND: 'is a name nobody knows. Set HOST to an address of this machine.',
};

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const sentence = CANNOT_LISTEN[(error as NodeJS.ErrnoException).code ?? ''];
    if (sentence === undefined) throw error;
    return stop(`port ${port} on ${host} ${sentence}`);
  }
}

function whereToGo(deps: SyncDeps, address: string): readonly string[] {
  const base = deps.config.publicUrl?.origin ?? address;
  if (hasPeople(deps.db)) return [`Rollbook is ready at ${base}`];
  return [
    'Rollbook is ready. There is no account yet: make yours with this link, which works once:',
    `  ${base}/setup?token=${deps.setUpSecret}`,
  ];
}

/** Requests have eight seconds to end; then their connections are cut. Whatever happens, the database is closed. */
async function close(app: FastifyInstance, runner: JobRunner, house: House): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  const late = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  try {
    await Promise.all([stopSyncs(house.deps), runner.stop(), app.close()]);
  } finally {
    clearInterval(idle);
    clearTimeout(late);
    await house.close();
  }
}

/** The first signal stops with grace, a second one at once. */
function stopOnSignal(app: FastifyInstance, stopAll: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stopAll().then(
      () => process.exit(0),
      (error) => {
        app.log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

function stop(sentence: string): never {
  process.stderr.write(`rollbook: ${sentence}\n`);
  process.exit(1);
}
