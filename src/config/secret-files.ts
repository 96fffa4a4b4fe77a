import { readFileSync } from 'node:fs';
import { ConfigError } from './error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export const SECRETS = ['ENCRYPTION_KEY', 'SCHWAB_APP_SECRET', 'KITE_API_SECRET'] as const;

/** A secret may stand in a file of its own, which `NAME_FILE` names. */
export function withSecretFiles(env: Environment): Environment {
  const read = SECRETS.flatMap((name) => {
    const file = env[`${name}_FILE`];
    return file ? [[name, readSecret(`${name}_FILE`, file)]] : [];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function readSecret(name: string, file: string): string {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text !== '') return text;
  } catch {
    throw new ConfigError(`${name} names ${file}, which cannot be read. Check the path and its permissions.`);
  }
  throw new ConfigError(`${name} names ${file}, which is empty. Put the secret into it.`);
}

/** `KEY=` in a file means "not set". */
export function withoutBlanks(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
}
