import './node-version.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { auditVerify } from './cli/audit-verify.ts';
import { backup } from './cli/backup.ts';
import { type Command, Misuse, parse } from './cli/command.ts';
import { createAdmin } from './cli/create-admin.ts';
import { createToken } from './cli/create-token.ts';
import { doctor } from './cli/doctor.ts';
import { migrate } from './cli/migrate.ts';
import { resetPassword } from './cli/reset-password.ts';
import { restore } from './cli/restore.ts';
import { routes } from './cli/routes.ts';
import { readConfig } from './config.ts';
import { closeDatabase } from './db/open.ts';
import { openHouse, sentenceOf } from './open-house.ts';
import { root } from './root.ts';

/** One command a file. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'create-admin': createAdmin,
  'create-token': createToken,
  'reset-password': resetPassword,
  migrate,
  backup,
  restore,
  'audit-verify': auditVerify,
  doctor,
  routes,
};

async function run([name = '', ...words]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command === undefined) return usage(name);
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));
  const config = readConfig(process.env, root);
  const inputs = parse(command, words);
  if (command.withoutHouse) return command.withoutHouse(config, inputs);
  const { deps } = await openHouse(config);
  try {
    return await command.run(deps, inputs);
  } finally {
    closeDatabase(deps.db);
  }
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

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const sentence = error instanceof Misuse ? error.message : sentenceOf(error);
  if (sentence === null) throw error;
  process.stderr.write(`rollbook: ${sentence}\n`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
