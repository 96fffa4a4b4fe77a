import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const SAMPLE = /change|example|sample|secret|placeholder|^(.{1,32})\1+$/i;
/** A key as it is written in a file or an environment; hexadecimal in one spelling, so that it stays the same key. */
export const key = z
  .string()
  .transform((text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : text))
  .refine((text) => /^[0-9a-f]{64}$/.test(text) || /^[A-Za-z0-9+/]{43}=$/.test(text), {
    error:
      'must be 32 random bytes as 64 hexadecimal digits or in base64; make one with: openssl rand -hex 32',
    abort: true,
  })
  .refine((text) => new Set(text).size > 8 && !SAMPLE.test(text), {
    error: 'is a sample or far too regular to be secret; make one with: openssl rand -hex 32',
  });

const address = z.union([z.literal('loopback'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'must be IP addresses or networks, with commas between: 127.0.0.1, 10.0.0.0/8',
});

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

const flag = z.enum(['0', '1']).transform((text) => text === '1');
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test', 'private']).default('private'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', {
      error: 'must be an address without a path: Rollbook lives at the root of its name',
    })
    .optional(),
  ALLOW_PLAIN_HTTP: flag.default(false),
  TRUSTED_PROXY: z.string().default('127.0.0.1').transform(list).pipe(z.array(address).min(1)),
  DATA_DIR: z.string().min(1).default('data'),
  SQLITE_DB_PATH: z.string().min(1).optional(),
  ENCRYPTION_KEY: z.string().transform(list).pipe(z.array(key).min(1)).optional(),
  SESSION_IDLE_DAYS: whole(1, 90).default(14),
  SESSION_MAX_DAYS: whole(1, 365).default(60),
  RATE_API_PER_MINUTE: whole(1, 1_000_000).default(100),
  RATE_PAGES_PER_MINUTE: whole(1, 1_000_000).default(600),
  RATE_GUESTS_PER_MINUTE: whole(1, 1_000_000).default(60),
  RATE_SIGN_IN_PER_3_MINUTES: whole(1, 1_000_000).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const SECRETS = ['ENCRYPTION_KEY'] as const;
export const configKeys = [...Object.keys(environment.shape), ...SECRETS.map((name) => `${name}_FILE`)];

export interface Config {
  readonly mode: 'production' | 'development' | 'test' | 'private';
  readonly host: string;
  readonly port: number;
  /** The address people use, when a proxy stands in front; null on a private installation. */
  readonly publicUrl: URL | null;
  /** Anyone on the network may come by any name: a Pi on the LAN. */
  readonly plainHttp: boolean;
  readonly trustedProxy: readonly string[];
  readonly dataDir: string;
  readonly databaseFile: string;
  /** Newest first; empty where the keyring in the data folder is to be used. */
  readonly encryptionKeys: readonly string[];
  readonly session: { readonly idleMs: number; readonly maxMs: number };
  readonly rate: {
    readonly api: number;
    readonly pages: number;
    readonly guests: number;
    readonly signIn: number;
  };
  readonly logLevel: string;
}

/** The configuration is wrong: each sentence names a key and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(env: Environment, root: string): Config {
  const parsed = environment.safeParse(withoutBlanks(withSecretFiles(env)));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(sentence).join('\n'));
  const config = toConfig(parsed.data, root);
  const faults = [...productionFaults(config), ...exposureFaults(config)];
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.freeze(config);
}

function withSecretFiles(env: Environment): Environment {
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
function withoutBlanks(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
}

function sentence(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])} ${issue.message.replace(/^Invalid input: /, 'is not right: ')}.`;
}

function toConfig(env: z.infer<typeof environment>, root: string): Config {
  const dataDir = path.resolve(root, env.DATA_DIR);
  const day = 24 * 60 * 60 * 1000;
  return {
    mode: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL === undefined ? null : new URL(env.PUBLIC_URL),
    plainHttp: env.ALLOW_PLAIN_HTTP,
    trustedProxy: env.TRUSTED_PROXY,
    dataDir,
    databaseFile: path.resolve(root, env.SQLITE_DB_PATH ?? path.join(dataDir, 'rollbook.db')),
    encryptionKeys: env.ENCRYPTION_KEY ?? [],
    session: { idleMs: env.SESSION_IDLE_DAYS * day, maxMs: env.SESSION_MAX_DAYS * day },
    rate: {
      api: env.RATE_API_PER_MINUTE,
      pages: env.RATE_PAGES_PER_MINUTE,
      guests: env.RATE_GUESTS_PER_MINUTE,
      signIn: env.RATE_SIGN_IN_PER_3_MINUTES,
    },
    logLevel: env.LOG_LEVEL,
  };
}

function productionFaults(config: Config): readonly string[] {
  if (config.mode !== 'production' || config.encryptionKeys.length > 0) return [];
  return ['ENCRYPTION_KEY is missing. In production it must be set; make one with: openssl rand -hex 32.'];
}

function exposureFaults(config: Config): readonly string[] {
  const secure = config.publicUrl?.protocol === 'https:';
  if (isLoopback(config.host) || secure || config.plainHttp) return [];
  return [
    `HOST is ${config.host}, which other machines can reach, and nothing says that they come through TLS. ` +
      'Set PUBLIC_URL=https://... to the address of the proxy in front, or ALLOW_PLAIN_HTTP=1, ' +
      'which lets anyone on the network read passwords and figures as they pass.',
  ];
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
