// Reads the only connection there is, and says what is on the disk before each question: to be killed at any moment.
import { readConfig } from '../../../src/config.ts';
import { type Broker, everyConnection } from '../../../src/features/brokers/index.ts';
import { resumeSyncs, type SyncDeps, syncAndWait } from '../../../src/features/connections/index.ts';
import { openHouse } from '../../../src/open-house.ts';
import { root } from '../../../src/root.ts';

const now = Number(process.env['KILL_NOW']);
const { deps, close } = await openHouse(readConfig(process.env, root), () => now);
const say = (line: string) => process.stdout.write(`${line}\n`);

const spoken: SyncDeps = { ...deps, brokers: (kind) => speaking(deps.brokers(kind)) };
const [connection] = everyConnection(deps.db);
if (connection === undefined) throw new Error('there is no connection');
say('begun');
resumeSyncs(spoken);
const actor = { userId: connection.userId, label: 'a test', via: 'job', address: null } as const;
const outcome = await syncAndWait(spoken, actor, connection.id);
say(outcome.ok && outcome.value.state === 'idle' ? 'done' : `failed ${JSON.stringify(outcome)}`);
await close();

function speaking(broker: Broker): Broker {
  return {
    ...broker,
    transactions: (pass, account, stretch) => {
      say(`kept ${kept()}`);
      return broker.transactions(pass, account, stretch);
    },
  };
}

function kept(): number {
  const sql = 'SELECT count(*) AS n FROM raw_transactions';
  return deps.db.$client.prepare<[], { readonly n: number }>(sql).get()?.n ?? 0;
}
