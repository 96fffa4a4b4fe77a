import { restore as restoreFile } from '../db/restore.ts';
import { type Command, fileFrom, Misuse } from './command.ts';

export const restore: Command = {
  usage: 'FILE',
  help: 'puts a backup in place of the database; stop the server first',
  options: {},
  async runPlain(config, { words: [file] }) {
    if (file === undefined) throw new Misuse('say which backup: rollbook restore FILE');
    const { replaced } = await restoreFile(fileFrom(file), config.databaseFile, Date.now());
    const kept = replaced === null ? '' : ` What was there before is kept as ${replaced}.`;
    process.stdout.write(`${config.databaseFile} is restored from ${fileFrom(file)}.${kept}\n`);
    return 0;
  },
};
