import { readConfig } from '../../../src/config.ts';
import { settle } from '../../../src/features/campaigns/index.ts';
import { openHouse } from '../../../src/open-house.ts';
import { root } from '../../../src/root.ts';

/** Tells what waits in the house of DATA_DIR, and says so: it may be killed at any moment. */
const { deps, close } = await openHouse(readConfig(process.env, root), () => Number(process.env['KILL_NOW']));
process.stdout.write('begun\n');
const [failure] = await settle(deps, 5);
if (failure !== undefined) throw failure;
await close();
process.stdout.write('done\n');
