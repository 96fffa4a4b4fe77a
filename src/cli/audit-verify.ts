import { verify } from '../features/audit/index.ts';
import type { Command } from './command.ts';

export const auditVerify: Command = {
  usage: '',
  help: 'checks that no line of the audit log was changed',
  options: {},
  run(deps) {
    const { rows, firstBad, missingKey } = verify(deps.db, deps);
    if (firstBad === null) {
      process.stdout.write(`${rows} lines, each follows from the one before.\n`);
      return 0;
    }
    const why =
      missingKey === null
        ? 'it was changed, or lines before it are gone'
        : `its key ${missingKey} is not on the keyring`;
    process.stderr.write(`rollbook: line ${firstBad} of the audit log cannot be trusted: ${why}.\n`);
    return 1;
  },
};
