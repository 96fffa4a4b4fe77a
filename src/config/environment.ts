import * as z from 'zod';
import { key } from './key.ts';
import { address, brokerAddress, flag, list, returnAddress, tickerAddress, whole, word } from './values.ts';

export const environment = z.object({
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
  SCHWAB_APP_KEY: word.optional(),
  SCHWAB_APP_SECRET: word.optional(),
  REDIRECT_URI: returnAddress.optional(),
  SCHWAB_BASE_URL: brokerAddress.default('https://api.schwabapi.com'),
  KITE_API_KEY: word.optional(),
  KITE_API_SECRET: word.optional(),
  KITE_BASE_URL: brokerAddress.default('https://api.kite.trade'),
  KITE_LOGIN_URL: brokerAddress.default('https://kite.zerodha.com'),
  KITE_TICKER_URL: tickerAddress.default('wss://ws.kite.trade'),
  HISTORY_YEARS: whole(1, 20).default(4),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Settings = z.infer<typeof environment>;

/** What is wrong with one of them. */
export function sentence(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])} ${issue.message.replace(/^Invalid input: /, 'is not right: ')}.`;
}
