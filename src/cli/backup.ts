import { backUpNow } from '../features/ops/index.ts';
import type { Command } from './command.ts';

export const backup: Command = {
  usage: '',
  help: 'makes a backup now, while the server runs or not',
  options: {},
  async run(deps) {
    process.stdout.write(`${await backUpNow(deps, 'manual')}\n`);
    return 0;
  },
};
