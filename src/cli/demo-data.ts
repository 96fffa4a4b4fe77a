import { connect, listConnections } from '../features/brokers/index.ts';
import { findByEmail } from '../features/users/index.ts';
import { refused } from '../model/outcome.ts';
import { type Command, cliActor, needed, report } from './command.ts';
import { readOne } from './sync.ts';

export const demoData: Command = {
  usage: '--user E',
  help: 'connects the practice market: three years of made-up trading',
  options: { user: { type: 'string' } },
  async run(deps, inputs) {
    const address = needed(inputs, 'user');
    const owner = findByEmail(deps.db, address);
    if (owner === null) return report(refused('nobody', `nobody signs in as ${address}.`), String);
    const actor = { ...cliActor(), userId: owner.id };
    const connected = connect(deps, actor, 'practice');
    if (!connected.ok) return report(connected, String);
    const made = listConnections(deps, owner.id).find(({ id }) => id === connected.value.id);
    return made === undefined ? 1 : readOne(deps, actor, made);
  },
};
