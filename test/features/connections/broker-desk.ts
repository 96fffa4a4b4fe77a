import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { FastifyServerOptions } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { openBrokers } from '../../../src/features/brokers/index.ts';
import { stopSyncs } from '../../../src/features/connections/index.ts';
import type { Note } from '../../../src/web/outgoing/note.ts';
import { openOutgoing } from '../../../src/web/outgoing/open.ts';
import { partiesOf } from '../../../src/web/outgoing/parties.ts';
import { allowAtSchwab, signInAtKite } from '../../simulators/person.ts';
import { SCHWAB_APP } from '../../simulators/schwab/app.ts';
import { SchwabSimulator } from '../../simulators/schwab/simulator.ts';
import { KITE_APP } from '../../simulators/zerodha/app.ts';
import { ZerodhaSimulator } from '../../simulators/zerodha/simulator.ts';
import { textOf } from '../../support/answers.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { practiceWorld, TUESDAY } from '../../support/practice.ts';
import type { Visitor } from '../../support/visitor.ts';

const world = practiceWorld();

export interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
  readonly schwab: SchwabSimulator;
  readonly zerodha: ZerodhaSimulator;
}

type Logger = FastifyServerOptions['logger'];

interface Wishes {
  readonly env?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
}

/** The house, both brokers' simulators, and one clock for all three. */
export async function openDesk(t: TestContext, { env = {}, logger = false }: Wishes = {}): Promise<Desk> {
  let now = () => TUESDAY;
  const common = { clock: () => now(), world, isPaced: false };
  const schwab = await new SchwabSimulator(common).listen();
  const zerodha = await new ZerodhaSimulator(common).listen();
  t.after(() => Promise.all([schwab.stop(), zerodha.stop()]));
  const opened = await openTestHouse(t, {
    ...{
      SCHWAB_BASE_URL: schwab.origin,
      SCHWAB_APP_KEY: SCHWAB_APP.key,
      SCHWAB_APP_SECRET: SCHWAB_APP.secret,
    },
    ...{ KITE_BASE_URL: zerodha.origin, KITE_LOGIN_URL: zerodha.origin },
    ...{ KITE_API_KEY: KITE_APP.key, KITE_API_SECRET: KITE_APP.secret, REDIRECT_URI: 'https://127.0.0.1' },
    ...env,
  });
  opened.clock.now = TUESDAY;
  now = () => opened.clock.now;
  const house = await hurried(t, opened, logger);
  return { house, schwab, zerodha, ada: await signIn(house, 'user', 'ada') };
}

/** The same house without the pauses between two questions to a broker. */
async function hurried(t: TestContext, house: TestHouse, logger: Logger): Promise<TestHouse> {
  const parties = Object.fromEntries(
    Object.entries(partiesOf(house.deps.config)).map(([name, { origins }]) => [
      name,
      { name, origins, budgets: {}, pace: { burst: 1000, everyMs: 1 } },
    ]),
  );
  const note = (call: Note) => app.log.info({ call }, 'asked a broker');
  const ask = openOutgoing({ parties, agent: 'test', sleep: async () => {}, note });
  const { clock, config } = house.deps;
  const deps = { ...house.deps, brokers: openBrokers({ ask, clock, config }) };
  const app = buildApp(deps, logger);
  await app.ready();
  t.after(async () => {
    await stopSyncs(deps);
    await app.close();
    await ask.close();
  });
  return { ...house, deps, app };
}

/** To the broker's own page and back, as a browser goes. */
export async function connectSchwab({ visitor }: SignedIn): Promise<string> {
  const left = await visitor.get('/api/auth/login');
  assert.equal(left.statusCode, 302, left.body);
  const landed = await allowAtSchwab(String(left.headers.location));
  const back = await visitor.get(`/api/auth/callback${landed.search}`);
  assert.equal(back.headers.location, '/connections/schwab');
  return landed.search;
}

/** The card of a broker, in words. */
export async function cardOf(visitor: Visitor, broker: string): Promise<string> {
  return textOf((await visitor.fragment(`/connections/${broker}`)).body);
}

export async function untilRead(visitor: Visitor, broker: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const card = await cardOf(visitor, broker);
    if (!card.includes('so far')) return card;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${broker} is still being read`);
}

/** The same at Kite. */
export async function connectZerodha({ visitor }: SignedIn): Promise<string> {
  const left = await visitor.get('/auth/zerodha/login');
  const landed = await signInAtKite(String(left.headers.location));
  const back = await visitor.get(`${landed.pathname}${landed.search}`);
  assert.equal(back.headers.location, '/connections/zerodha');
  return landed.search;
}
