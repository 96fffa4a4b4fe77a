/** Clients of the two brokers that nobody here wrote, and as much of them as is used. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/server.ts';

const folder = path.join(root, 'test/clients/brokers');
const isThere = existsSync(path.join(folder, 'node_modules/kiteconnect'));

/** Why they cannot be asked, where they cannot: only CI fetches them by itself. */
export const skip =
  process.env['CI'] === undefined &&
  !isThere &&
  'the clients are not installed: npm ci --ignore-scripts in test/clients/brokers';

export function installStrangers(): void {
  if (isThere || skip !== false) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit'], { cwd: folder, stdio: 'pipe' });
}

type Fields = Readonly<Record<string, unknown>>;
interface Asked {
  readonly pathParams?: Fields;
  readonly queryParams?: Fields;
}
type Ask<T = Fields> = (asked?: Asked) => Promise<T>;

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

export interface SchwabAuth {
  getAuthorizationUrl(): Promise<{ readonly authUrl: string }>;
  exchangeCode(code: string, state: string): Promise<{ readonly refreshToken: string }>;
  refresh(token: string, options: Fields): Promise<{ readonly refreshToken: string }>;
}

export interface SchwabClient {
  readonly trader: {
    readonly accounts: {
      readonly getAccountNumbers: Ask<readonly { accountNumber: string; hashValue: string }[]>;
      readonly getAccounts: Ask<readonly { securitiesAccount: { positions?: readonly unknown[] } }[]>;
    };
    readonly userPreference: { readonly getUserPreference: Ask<{ accounts: readonly unknown[] }> };
    readonly transactions: { readonly getTransactionsMeta: Fields };
  };
  readonly marketData: {
    readonly quotes: { readonly getQuotes: Ask };
    readonly priceHistory: { readonly getPriceHistory: Ask<{ candles: readonly unknown[] }> };
    readonly instruments: { readonly getInstruments: Ask<{ instruments: readonly { symbol: string }[] }> };
  };
  readonly schemas: {
    readonly GetTransactionsResponse: {
      safeParse(rows: unknown): { readonly error?: { readonly issues: readonly Issue[] } };
    };
  };
  createEndpoint<T>(meta: Fields): Ask<T>;
}

interface SchwabStranger {
  createSchwabAuth(options: Fields): SchwabAuth;
  createApiClient(options: Fields): SchwabClient;
}

export async function schwabStranger(): Promise<SchwabStranger> {
  const file = path.join(folder, 'node_modules/@sudowealth/schwab-api/dist/index.js');
  return (await import(pathToFileURL(file).href)) as SchwabStranger;
}

export interface Kite {
  getLoginURL(): string;
  generateSession(
    token: string,
    secret: string,
  ): Promise<{ readonly access_token: string; login_time: Date }>;
  getProfile(): Promise<Fields>;
  getHoldings(): Promise<readonly Fields[]>;
  getPositions(): Promise<{ readonly net: readonly Fields[] }>;
  getMargins(segment: string): Promise<Fields>;
  getOrders(): Promise<readonly Fields[]>;
  getQuote(keys: readonly string[]): Promise<Readonly<Record<string, Fields>>>;
  getLTP(keys: readonly string[]): Promise<Readonly<Record<string, Fields>>>;
  getInstruments(exchange?: string): Promise<readonly Fields[]>;
  getHistoricalData(token: number, interval: string, from: string, to: string): Promise<readonly Fields[]>;
  invalidateAccessToken(token: string): Promise<boolean>;
}

export interface KiteTicker {
  on(event: string, heard: (what: never) => void): void;
  connect(): void;
  disconnect(): void;
  subscribe(tokens: readonly number[]): void;
  setMode(mode: string, tokens: readonly number[]): void;
}

interface KiteStranger {
  readonly KiteConnect: new (options: Fields) => Kite;
  readonly KiteTicker: new (options: Fields) => KiteTicker;
}

export function kiteStranger(): KiteStranger {
  return createRequire(path.join(folder, 'package.json'))('kiteconnect') as KiteStranger;
}
