import type { Database } from 'better-sqlite3';
import { dataVersion } from './marks.ts';
import type { Db } from './open.ts';

interface Kept {
  readonly key: string;
  readonly value: unknown;
}

const kept = new WeakMap<Database, Map<string, Kept>>();

/** Worked out once for a person, until something of theirs has changed, or what else it hangs on. */
export function rememberedFor<T>(db: Db, name: string, userId: string, also: string, make: () => T): T {
  const known = keptIn(db);
  const key = `${dataVersion(db, userId)} ${also}`;
  const place = `${name} ${userId}`;
  const last = known.get(place);
  if (last?.key === key) return last.value as T;
  const value = make();
  known.set(place, { key, value });
  return value;
}

/** As it was worked out last, however old; null where it never was. */
export function lastRemembered<T>(db: Db, name: string, userId: string): T | null {
  return (keptIn(db).get(`${name} ${userId}`)?.value as T | undefined) ?? null;
}

function keptIn({ $client }: Db): Map<string, Kept> {
  const known = kept.get($client) ?? new Map<string, Kept>();
  kept.set($client, known);
  return known;
}
