import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { schedule } from 'node-cron';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import type { Deps } from './db/deps.ts';
import { closeDatabase } from './db/open.ts';
import { JobRunner } from './features/ops/index.ts';
import { hasPeople } from './features/users/index.ts';
import { jobs } from './jobs.ts';
import { loggerOf } from './logger.ts';
import { openHouse, sentenceOf } from './open-house.ts';
import { root } from './root.ts';

const GRACE_MS = 9_000;

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
  const { deps, news } = await openHouse(config);
  const app = buildApp(deps, loggerOf(config));
  const address = await listen(app, config);
  const runner = new JobRunner(deps, jobs, app.log);
  const ticking = schedule('* * * * *', () => runner.look(), {
    noOverlap: true,
    suppressMissedWarning: true,
  });
  for (const sentence of [...news, ...whereToGo(deps, address)]) say(sentence);
  stopOnSignal(app, async () => {
    await ticking.destroy();
    await app.close();
    await runner.stop();
    closeDatabase(deps.db);
  });
  await runner.look();
  // What starting left behind is given back: half of it would otherwise stay for hours on a quiet machine.
  globalThis.gc?.();
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    stop(
      `port ${port} on ${host} is taken by another program. Stop that one, or choose another port with PORT=...`,
    );
  }
}

function whereToGo(deps: Deps, address: string): readonly string[] {
  const base = deps.config.publicUrl?.origin ?? address;
  if (hasPeople(deps.db)) return [`Rollbook is ready at ${base}`];
  return [
    'Rollbook is ready. There is no account yet: make yours with this link, which works once:',
    `  ${base}/setup?token=${deps.setUpSecret}`,
  ];
}

/** The first signal stops with grace, a second one or ten seconds at once. */
function stopOnSignal(app: FastifyInstance, close: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), GRACE_MS).unref();
    close().then(
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
