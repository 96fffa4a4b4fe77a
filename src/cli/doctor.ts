import path from 'node:path';
import { inspect } from '../features/ops/index.ts';
import { jobs } from '../jobs.ts';
import { root } from '../root.ts';
import type { Command } from './command.ts';

export const doctor: Command = {
  usage: '',
  help: 'looks the installation over and says what to mend',
  options: {},
  run(deps) {
    const findings = inspect(deps, { jobs, migrations: path.join(root, 'migrations') });
    for (const { good, sentence } of findings)
      process.stdout.write(`${good ? 'good ' : 'MEND '} ${sentence}\n`);
    return findings.every(({ good }) => good) ? 0 : 1;
  },
};
