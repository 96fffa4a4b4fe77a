import { encryptAllAnew } from '../features/brokers/index.ts';
import { type Command, cliActor } from './command.ts';

export const rotateKeys: Command = {
  usage: '',
  help: 'encrypts what is secret with the newest key of ENCRYPTION_KEY',
  options: {},
  run(deps) {
    const { done, unreadable } = encryptAllAnew(deps, cliActor());
    for (const sentence of unreadable) process.stderr.write(`rollbook: ${sentence}\n`);
    const kept = 'Keep the older key: older backups and the older lines of the audit log need it.';
    process.stdout.write(`${done} encrypted anew with the newest key. ${kept}\n`);
    return unreadable.length === 0 ? 0 : 1;
  },
};
