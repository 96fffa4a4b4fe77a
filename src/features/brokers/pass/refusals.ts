import type { Db } from '../../../db/open.ts';
import type { Held } from '../store/tokens.ts';
import type { Bearer } from './bearer.ts';

/** By connection, the tokens that the broker refused before their time: each next version was got in place of them. */
const refusals = new WeakMap<Db, Map<string, number>>();

export function noteRefusal({ deps, connection }: Bearer, { version }: Held): void {
  const refused = refusals.get(deps.db) ?? new Map<string, number>();
  refusals.set(deps.db, refused);
  refused.set(connection.id, version);
}

export function isReplacement({ deps, connection }: Bearer, { version }: Held): boolean {
  return refusals.get(deps.db)?.get(connection.id) === version - 1;
}
