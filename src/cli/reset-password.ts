import { makePasswordLink } from '../features/auth/index.ts';
import { findByEmail } from '../features/users/index.ts';
import { refused } from '../model/outcome.ts';
import { type Command, cliActor, needed, report } from './command.ts';

export const resetPassword: Command = {
  usage: '--user E',
  help: 'prints a link that works once, for a new password',
  options: { user: { type: 'string' } },
  run(deps, inputs) {
    const address = needed(inputs, 'user');
    const owner = findByEmail(deps.db, address);
    if (owner === null) return report(refused('nobody', `nobody signs in as ${address}.`), String);
    const { publicUrl, host, port } = deps.config;
    const base = publicUrl?.origin ?? `http://${host}:${port}`;
    const outcome = makePasswordLink(deps, cliActor(), owner.id);
    return report(outcome, (secret) => `${base}/new-password?token=${secret}`);
  },
};
