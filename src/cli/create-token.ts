import { makeToken } from '../features/auth/index.ts';
import { findByEmail } from '../features/users/index.ts';
import { refused } from '../model/outcome.ts';
import { type Command, cliActor, needed, report } from './command.ts';

export const createToken: Command = {
  usage: '--user E --name N [--write]',
  help: 'makes an API token; it is the last word printed',
  options: { user: { type: 'string' }, name: { type: 'string' }, write: { type: 'boolean' } },
  run(deps, inputs) {
    const address = needed(inputs, 'user');
    const wanted = {
      name: needed(inputs, 'name').slice(0, 60).toWellFormed(),
      scope: inputs.options['write'] ? 'write' : 'read',
    } as const;
    const owner = findByEmail(deps.db, address);
    if (owner === null) return report(refused('nobody', `nobody signs in as ${address}.`), String);
    const outcome = makeToken(deps, cliActor(), owner, wanted);
    return report(outcome, ({ token }) => `${wanted.name} may ${wanted.scope} for ${address}: ${token}`);
  },
};
