import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { openHouse, sentenceOf } from '../open-house.ts';
import { root } from '../root.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { type Command, Misuse, parse } from './command.ts';
import { createAdmin } from './create-admin.ts';
import { createToken } from './create-token.ts';
import { demoData } from './demo-data.ts';
import { doctor } from './doctor.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { regroup } from './regroup.ts';
import { replay } from './replay.ts';
import { resetPassword } from './reset-password.ts';
import { restore } from './restore.ts';
import { rotateKeys } from './rotate-keys.ts';
import { routes } from './routes.ts';
import { sync } from './sync.ts';

/** One command a file. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'create-admin': createAdmin,
  'create-token': createToken,
  'reset-password': resetPassword,
  migrate,
  backup,
  restore,
  'audit-verify': auditVerify,
  'rotate-keys': rotateKeys,
  doctor,
  'demo-data': demoData,
  import: importCommand,
  sync,
  regroup,
  replay,
  routes,
};

/** Answers the exit code: 0 done, 1 refused, 2 called the wrong way. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    const sentence = error instanceof Misuse ? error.message : sentenceOf(error);
    if (sentence === null) throw error;
    process.stderr.write(`rollbook: ${sentence}\n`);
    return error instanceof Misuse ? 2 : 1;
  }
}

async function run([name = '', ...words]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return usage(name);
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));
  const config = readConfig(process.env, root);
  const inputs = parse(command, words);
  if ('runPlain' in command) return command.runPlain(config, inputs);
  if (!command.begins && !existsSync(config.databaseFile)) throw new Misuse(noDatabase(config));
  const { deps, close } = await openHouse(config);
  try {
    return await command.run(deps, inputs);
  } finally {
    await close();
  }
}

/** A command must not make a second, empty installation because it was called from the wrong place. */
function noDatabase({ databaseFile }: Config): string {
  return `there is no database at ${databaseFile}. Start the server first, or say where it is with DATA_DIR or SQLITE_DB_PATH.`;
}

function usage(name: string): number {
  const asked = ['', 'help', '--help', '-h'].includes(name);
  if (!asked) process.stderr.write(`rollbook: there is no command ${name}.\n`);
  const lines = Object.entries(COMMANDS).map(
    ([word, { usage, help }]) => `  ${`${word} ${usage}`.padEnd(52)}${help}`,
  );
  (asked ? process.stdout : process.stderr).write(`rollbook COMMAND\n\n${lines.join('\n')}\n`);
  return asked ? 0 : 2;
}
