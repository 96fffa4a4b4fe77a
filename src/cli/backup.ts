import { backUpNow } from '../features/ops/index.ts';
import { formatBytes } from '../lib/format.ts';
import type { Command } from './command.ts';

export const backup: Command = {
  usage: '',
  help: 'makes a backup now, while the server runs or not',
  options: {},
  async run(deps) {
    const { file, bytes } = await backUpNow(deps, 'manual');
    process.stdout.write(`${file}, ${formatBytes(bytes)}, whole and checked.\n`);
    return 0;
  },
};
