import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { importFile } from '../features/transactions/index.ts';
import { findByEmail } from '../features/users/index.ts';
import { type FileFormat, fileFormats } from '../model/file-format.ts';
import { refused } from '../model/outcome.ts';
import { type Command, cliActor, fileFrom, Misuse, needed, report } from './command.ts';

const LARGEST = 128 * 1024 * 1024;

export const importCommand: Command = {
  usage: '--user E --account NAME [--format F] FILE',
  help: 'imports a file of Schwab or Zerodha',
  options: { user: { type: 'string' }, account: { type: 'string' }, format: { type: 'string' } },
  run(deps, inputs) {
    const address = needed(inputs, 'user');
    const account = needed(inputs, 'account').trim().slice(0, 60).toWellFormed();
    const format = formatIn(inputs.options['format']);
    const [word] = inputs.words;
    if (word === undefined) throw new Misuse('say which file: rollbook import --user E --account NAME FILE');
    const owner = findByEmail(deps.db, address);
    if (owner === null) return report(refused('nobody', `nobody signs in as ${address}.`), String);
    const file = { name: path.basename(word), bytes: bytesOf(word) };
    const outcome = importFile(deps, { ...cliActor(), userId: owner.id }, { file, account, format });
    if (outcome.ok)
      for (const { line, reason } of outcome.value.unread)
        process.stderr.write(`rollbook: line ${line} ${reason}; it is kept.\n`);
    return report(
      outcome,
      ({ accountName, newRows, knownRows, unread }) =>
        `${word}: into ${accountName}. ${newRows} new, ${knownRows} already there, ${unread.length} not understood.`,
    );
  },
};

function formatIn(word: string | boolean | undefined): FileFormat | null {
  if (word === undefined) return null;
  const format = fileFormats.find((one) => one === word);
  if (format === undefined) throw new Misuse(`--format is one of ${fileFormats.join(', ')}.`);
  return format;
}

function bytesOf(word: string): Uint8Array {
  try {
    const file = fileFrom(word);
    if (statSync(file).size > LARGEST) throw new Error('it is larger than 128 MB');
    return readFileSync(file);
  } catch (error) {
    throw new Misuse(`${word} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
