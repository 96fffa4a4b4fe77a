import { markAll, settle } from '../features/campaigns/index.ts';
import { usersWithRows } from '../features/transactions/index.ts';
import { type Command, Misuse } from './command.ts';

export const regroup: Command = {
  usage: '--all',
  help: 'groups all rows anew; what was decided stays',
  options: { all: { type: 'boolean' } },
  async run(deps, inputs) {
    if (inputs.options['all'] !== true) throw new Misuse('say what to group: rollbook regroup --all');
    const owners = usersWithRows(deps.db);
    for (const userId of owners) markAll(deps, userId);
    const [failure] = await settle(deps);
    if (failure !== undefined) throw failure;
    process.stdout.write('Every campaign is told anew.\n');
    return 0;
  },
};
