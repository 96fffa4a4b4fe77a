import type { Config } from '../config.ts';
import type { Clock } from '../lib/clock.ts';
import type { Keyring } from './keyring.ts';
import type { Db } from './open.ts';

/** What the house hands to every feature. Time, ids and keys come from here and nowhere else. */
export interface Deps {
  readonly config: Config;
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly keyring: Keyring;
  /** What the one-time set-up link carries; it opens nothing once there is an account. */
  readonly setUpSecret: string;
}
