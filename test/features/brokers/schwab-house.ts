import type { TestContext } from 'node:test';
import { readConfig } from '../../../src/config.ts';
import {
  type BrokerDeps,
  beginSignIn,
  type Connection,
  connect,
  finishSignIn,
  openBrokers,
} from '../../../src/features/brokers/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import { openHouse } from '../../../src/open-house.ts';
import type { Note } from '../../../src/web/outgoing/note.ts';
import { openOutgoing } from '../../../src/web/outgoing/open.ts';
import { partiesOf } from '../../../src/web/outgoing/parties.ts';
import { allowAtSchwab } from '../../simulators/person.ts';
import { type SchwabOptions, SchwabSimulator } from '../../simulators/schwab/simulator.ts';
import { type TestClock, testClock } from '../../support/house.ts';
import { openPerson } from '../../support/person.ts';
import { newKey, root, temporaryFolder } from '../../support/server.ts';

export interface SchwabHouse {
  readonly schwab: SchwabSimulator;
  readonly clock: TestClock;
  readonly deps: BrokerDeps;
  readonly ada: Actor;
  readonly notes: readonly Note[];
  /** What another process needs to open the same house. */
  readonly env: Readonly<Record<string, string>>;
}

const SESSION = 'session-1';

/** A house with the simulator in Schwab's place, both on one clock, and nothing in it waits for its turn. */
export async function openSchwabHouse(
  t: Pick<TestContext, 'after'>,
  options: SchwabOptions = {},
): Promise<SchwabHouse> {
  const clock = testClock();
  const schwab = new SchwabSimulator({ clock: () => clock.now, isPaced: false, ...options });
  await schwab.listen();
  const env = {
    NODE_ENV: 'test',
    DATA_DIR: temporaryFolder(),
    ENCRYPTION_KEY: newKey(),
    SCHWAB_BASE_URL: schwab.origin,
    SCHWAB_APP_KEY: schwab.app.key,
    SCHWAB_APP_SECRET: schwab.app.secret,
    REDIRECT_URI: 'https://127.0.0.1',
  };
  const config = readConfig(env, root);
  const { deps, close } = await openHouse(config, () => clock.now);
  const notes: Note[] = [];
  const note = (call: Note) => notes.push(call);
  const sleep = async () => undefined;
  const ask = openOutgoing({ parties: partiesOf(config), agent: 'Rollbook/test', sleep, note });
  t.after(async () => {
    await ask.close();
    await close();
    await schwab.stop();
  });
  const brokers = openBrokers({ ask, clock: deps.clock, config });
  return { schwab, clock, deps: { ...deps, brokers }, notes, env, ada: openPerson(deps, 'Ada') };
}

/** Out to the simulator's page, and back with what its form leads to; `fields` are what the person fills in. */
export async function signInThere(
  { deps, ada }: SchwabHouse,
  fields: Readonly<Record<string, string>> = {},
): Promise<Connection> {
  const { id } = good(connect(deps, ada, 'schwab'));
  const landed = await allowAtSchwab(good(beginSignIn(deps, ada, SESSION, id)), fields);
  return good(await finishSignIn(deps, ada, SESSION, 'schwab', landed.searchParams)).connection;
}

/** How often the refresh token was sent. */
export function refreshesOf({ schwab }: SchwabHouse): number {
  return schwab.asked.filter(({ body }) => body.includes('grant_type=refresh_token')).length;
}

export function good<T>(outcome: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}
