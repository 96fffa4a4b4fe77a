/** An app as it is registered with a broker. */
export interface AppKey {
  readonly key: string;
  readonly secret: string;
}

export interface BrokersConfig {
  /** The installation's own app; people may bring theirs instead. */
  readonly schwab: {
    readonly app: AppKey | null;
    readonly baseUrl: URL;
    /** Where Schwab sends people back to; null where nobody has said. */
    readonly returnTo: string | null;
  };
  readonly zerodha: {
    readonly app: AppKey | null;
    readonly baseUrl: URL;
    readonly loginUrl: URL;
    readonly tickerUrl: URL;
  };
}

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
  readonly brokers: BrokersConfig;
  /** How far back an account is read the first time. */
  readonly historyYears: number;
  readonly logLevel: string;
}
