import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type SyncDeps, stopSyncs } from '../../src/features/connections/index.ts';
import { openHouse } from '../../src/open-house.ts';
import { root } from '../../src/root.ts';

/** A clock that stands until it is moved. Friday, 20 March 2026, 14:00 in New York. */
export interface TestClock {
  now: number;
  add(milliseconds: number): void;
}

export interface TestHouse {
  readonly app: FastifyInstance;
  readonly deps: SyncDeps;
  readonly clock: TestClock;
  readonly folder: string;
}

type Environment = Readonly<Record<string, string>>;

/** The whole program on a real file in a folder of its own, gone when the test ends. */
export async function openTestHouse(
  t: Pick<TestContext, 'after'>,
  env: Environment = {},
): Promise<TestHouse> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-test-'));
  const clock = testClock();
  const config = readConfig(
    {
      NODE_ENV: 'test',
      DATA_DIR: folder,
      ENCRYPTION_KEY: randomBytes(32).toString('hex'),
      RATE_GUESTS_PER_MINUTE: '100000',
      RATE_SIGN_IN_PER_3_MINUTES: '100000',
      RATE_API_PER_MINUTE: '100000',
      RATE_PAGES_PER_MINUTE: '100000',
      ...env,
    },
    root,
  );
  const { deps, close } = await openHouse(config, () => clock.now);
  const app = buildApp(deps);
  await app.ready();
  t.after(async () => {
    await stopSyncs(deps);
    await app.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { app, deps, clock, folder };
}

export function testClock(): TestClock {
  return {
    now: Date.parse('2026-03-20T18:00:00Z'),
    add(milliseconds) {
      this.now += milliseconds;
    },
  };
}
