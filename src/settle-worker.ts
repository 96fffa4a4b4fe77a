import { readConfig } from './config.ts';
import { settle } from './features/campaigns/index.ts';
import { openHouse } from './open-house.ts';
import { root } from './root.ts';

const house = await openHouse(readConfig(process.env, root));
try {
  const [failure] = await settle(house.deps);
  if (failure !== undefined) throw failure;
} finally {
  await house.close();
}
