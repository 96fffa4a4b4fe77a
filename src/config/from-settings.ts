import path from 'node:path';
import type { Settings } from './environment.ts';
import type { AppKey, BrokersConfig, Config } from './shape.ts';

export function toConfig(env: Settings, root: string): Config {
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
    brokers: toBrokers(env),
    historyYears: env.HISTORY_YEARS,
    logLevel: env.LOG_LEVEL,
  };
}

function toBrokers(env: Settings): BrokersConfig {
  return {
    schwab: {
      app: appKey(env.SCHWAB_APP_KEY, env.SCHWAB_APP_SECRET),
      baseUrl: new URL(env.SCHWAB_BASE_URL),
      returnTo: env.REDIRECT_URI ?? null,
    },
    zerodha: {
      app: appKey(env.KITE_API_KEY, env.KITE_API_SECRET),
      baseUrl: new URL(env.KITE_BASE_URL),
      loginUrl: new URL(env.KITE_LOGIN_URL),
      tickerUrl: new URL(env.KITE_TICKER_URL),
    },
  };
}

function appKey(key: string | undefined, secret: string | undefined): AppKey | null {
  return key === undefined || secret === undefined ? null : { key, secret };
}
