// Asks for an access as often as it is told to, by the clock of the test, and says what it got.
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../../src/config.ts';
import { everyConnection, openPass } from '../../../src/features/brokers/index.ts';
import { openHouse } from '../../../src/open-house.ts';
import { root } from '../../../src/root.ts';

const ahead = Number(process.env['AHEAD']);
const clock = () => Date.now() + ahead;
const { deps, close } = await openHouse(readConfig(process.env, root), clock);
const [connection] = everyConnection(deps.db);
if (connection === undefined) throw new Error('there is no connection');
process.stdout.write('begun\n');
for (let left = Number(process.env['QUESTIONS'] ?? 1); left > 0; left--) {
  const { signal } = new AbortController();
  const asked = Array.from({ length: 10 }, () => openPass(deps, connection, signal).access());
  const said = await Promise.all(asked).then(
    (all) => [...new Set(all)].join(' '),
    (error: unknown) => `failed ${error instanceof Error ? error.message : String(error)}`,
  );
  process.stdout.write(`${said}\n`);
  await sleep(5);
}
await close();
