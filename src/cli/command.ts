import { userInfo } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { SyncDeps } from '../features/connections/index.ts';
import type { Actor } from '../model/actor.ts';
import type { Outcome } from '../model/outcome.ts';

export interface Inputs {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly words: readonly string[];
}

interface Described {
  /** What follows its name, as the help prints it. */
  readonly usage: string;
  readonly help: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
}

/** Works on the database there is; `begins` is for those that may be the first to open it. */
interface HouseCommand extends Described {
  readonly begins?: boolean;
  readonly run: (deps: SyncDeps, inputs: Inputs) => Promise<number> | number;
}

/** Works while the database does not, or is not needed. */
interface PlainCommand extends Described {
  readonly runPlain: (config: Config, inputs: Inputs) => Promise<number> | number;
}

export type Command = HouseCommand | PlainCommand;

/** The command was called the wrong way; its message says how it goes. */
export class Misuse extends Error {}

export function parse(command: Command, words: readonly string[]): Inputs {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...command.options },
      allowPositionals: true,
    });
    return { options: values as Inputs['options'], words: positionals };
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

export function needed(inputs: Inputs, name: string): string {
  const value = inputs.options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Misuse(`--${name} is missing.`);
}

/** npm changes the folder; a file is meant from where the person stands. */
export function fileFrom(word: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), word);
}

export async function passwordFromStdin(): Promise<string> {
  const typed = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (typed === '') throw new Misuse('the password is expected on standard input.');
  return typed;
}

export function cliActor(): Actor {
  return { userId: '', label: `${userName()} at the command line`, via: 'cli', address: null };
}

/** In a container the user may have a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}

/** Prints what went well on stdout, a refusal on stderr; answers the exit code. */
export function report<T>(outcome: Outcome<T>, sentence: (value: T) => string): number {
  if (outcome.ok) process.stdout.write(`${sentence(outcome.value)}\n`);
  else process.stderr.write(`rollbook: ${outcome.message}\n`);
  return outcome.ok ? 0 : 1;
}
