import { readConfig } from '../src/config.ts';
import { write } from '../src/db/write.ts';
import {
  type BrokerDeps,
  beginSignIn,
  type Connection,
  connect,
  finishSignIn,
  openBrokers,
} from '../src/features/brokers/index.ts';
import { insertRun } from '../src/features/connections/store/runs.ts';
import { findByEmail } from '../src/features/users/index.ts';
import type { Actor } from '../src/model/actor.ts';
import { openHouse } from '../src/open-house.ts';
import { openOutgoing } from '../src/web/outgoing/open.ts';
import { partiesOf } from '../src/web/outgoing/parties.ts';
import { openPerson } from '../test/support/person.ts';
import { newKey, root, temporaryFolder } from '../test/support/server.ts';
import type { LocalBroker } from './broker.ts';
import { owner } from './signed-in.ts';

type Settings = Readonly<Record<string, string>>;

export interface Desk {
  readonly deps: BrokerDeps;
  readonly actor: Actor;
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/** An installation whose Schwab is the local broker. */
export function settingsFor({ origin }: Pick<LocalBroker, 'origin'>): Settings {
  return {
    SCHWAB_BASE_URL: origin,
    SCHWAB_APP_KEY: 'bench-app-key',
    SCHWAB_APP_SECRET: 'bench-app-secret',
    REDIRECT_URI: 'https://127.0.0.1',
  };
}

/** Asked as fast as it answers, in questions that are answered in full: what is measured is reading, not waiting. */
export async function openDesk(broker: LocalBroker, now: number): Promise<Desk> {
  const own = { NODE_ENV: 'test', DATA_DIR: temporaryFolder(), ENCRYPTION_KEY: newKey() };
  const house = await openHouse(readConfig({ ...own, ...settingsFor(broker) }, root), () => now);
  const { schwab, ...others } = partiesOf(house.deps.config);
  if (schwab === undefined) throw new Error('there is no Schwab');
  const parties = { ...others, schwab: { ...schwab, pace: { burst: 1e6, everyMs: 0.001 } } };
  const ask = openOutgoing({ parties, agent: 'bench' });
  const real = openBrokers({ ask, clock: () => now, config: house.deps.config });
  // What is told of the rows once they are read is measured by itself: npm run bench -- regroup.
  const { afterReading: _, ...reading } = house.deps;
  const deps: BrokerDeps = {
    ...reading,
    brokers: (kind) => ({ ...real(kind), stretches: () => broker.stretches }),
  };
  const actor = openPerson(deps, 'Ada');
  const connection = await signInAtSchwab(deps, actor);
  const close = async () => {
    await ask.close();
    await house.close();
  };
  return { deps, actor, connection, close };
}

// No process has a number as large as this.
const NOBODY = 2 ** 22 + 1;

/** The owner is signed in at the broker, and a run stands where its process was killed: the next start takes it up. */
export async function leaveRun(settings: Settings): Promise<void> {
  const { deps, close } = await openHouse(readConfig({ NODE_ENV: 'test', ...settings }, root));
  const person = findByEmail(deps.db, owner.email);
  if (person === null) throw new Error('there is no owner');
  const actor = { userId: person.id, label: owner.email, via: 'page', address: null } as const;
  const { id } = await signInAtSchwab(deps, actor);
  write(deps.db, (tx) => insertRun(tx, { id: deps.newId(), pid: NOBODY }, id, deps.clock()));
  await close();
}

async function signInAtSchwab(deps: BrokerDeps, actor: Actor): Promise<Connection> {
  const made = connect(deps, actor, 'schwab');
  const address = made.ok ? beginSignIn(deps, actor, 'bench', made.value.id) : made;
  if (!address.ok) throw new Error(address.message);
  const state = address.value.searchParams.get('state') ?? '';
  const answer = new URLSearchParams({ code: 'c', state });
  const finished = await finishSignIn(deps, actor, 'bench', 'schwab', answer);
  if (!finished.ok) throw new Error(finished.message);
  return finished.value.connection;
}
