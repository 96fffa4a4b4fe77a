import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { openBrokers } from '../../../src/features/brokers/index.ts';
import { type SyncDeps, stopSyncs } from '../../../src/features/connections/index.ts';
import { loggerOf } from '../../../src/logger.ts';
import { openHouse } from '../../../src/open-house.ts';
import { openOutgoing } from '../../../src/web/outgoing/open.ts';
import { partiesOf } from '../../../src/web/outgoing/parties.ts';
import type { Answer, Outgoing, Question } from '../../../src/web/outgoing.ts';
import { type TestClock, testClock } from '../../support/house.ts';
import { newKey, root, temporaryFolder } from '../../support/server.ts';

/** A house that writes down all it says: to its log, to whoever asks, and, apart from these, to the brokers. */
export interface LoudHouse {
  readonly app: FastifyInstance;
  readonly deps: SyncDeps;
  readonly clock: TestClock;
  readonly folder: string;
  readonly log: string[];
  readonly answers: string[];
  /** Whatever went to a broker or came from one and lets somebody in. */
  readonly secrets: Set<string>;
}

export async function openLoudHouse(
  t: TestContext,
  env: Readonly<Record<string, string>>,
): Promise<LoudHouse> {
  const [log, answers, secrets]: [string[], string[], Set<string>] = [[], [], new Set()];
  const clock = testClock();
  const folder = temporaryFolder();
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, ENCRYPTION_KEY: newKey(), ...env }, root);
  const { deps: own, close } = await openHouse(config, () => clock.now);
  const note = (call: unknown) => app.log.info({ call }, 'asked a broker');
  const parties = partiesOf(config);
  const sleep = async () => undefined;
  const outgoing = openOutgoing({ parties, agent: 'Rollbook/test', clock: own.clock, sleep, note });
  const ask = { ...outgoing, ask: (question: Question) => overheard(outgoing, question, secrets) };
  const brokers = openBrokers({ ask, clock: own.clock, config });
  const report = (error: unknown) => app.log.error({ err: error }, 'a sync failed');
  const deps: SyncDeps = { ...own, brokers, report };
  const stream = { write: (line: string) => void log.push(line) };
  const app = buildApp(deps, { ...(loggerOf(config) as object), level: 'trace', stream });
  app.addHook('onSend', async (_request, reply, payload) => {
    const { location: _, 'set-cookie': __, ...headers } = reply.getHeaders();
    answers.push(`${JSON.stringify(headers)} ${String(payload)}`);
    return payload;
  });
  await app.ready();
  t.after(async () => {
    await stopSyncs(deps);
    await app.close();
    await outgoing.close();
    await close();
  });
  return { app, deps, clock, folder, log, answers, secrets };
}

async function overheard(outgoing: Outgoing, question: Question, secrets: Set<string>): Promise<Answer> {
  for (const word of Object.values(question.headers ?? {})) keep(secrets, word.split(/[ :]/).at(-1));
  for (const [name, value] of new URLSearchParams(question.body ?? question.url.search))
    if (/code|token|checksum/.test(name)) keep(secrets, value);
  const answer = await outgoing.ask(question);
  for (const [, value] of answer.body.toString().matchAll(/"\w*token"\s*:\s*"([^"]+)"/g))
    keep(secrets, value);
  return answer;
}

// `form`, `3`, `json`: words of the trade are no secrets.
function keep(secrets: Set<string>, word: string | undefined): void {
  if (word !== undefined && word.length >= 16 && !word.includes('/')) secrets.add(word);
}
