import type { Deps } from '../../../db/deps.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, refused } from '../../../model/outcome.ts';
import type { Scope } from '../../../model/roles.ts';
import { record } from '../../audit/index.ts';
import { digest, newSecret } from '../hashing.ts';
import { findToken, insertToken, setRevoked } from '../store/tokens.ts';

const UNDO_WITHIN_MS = 10 * 60 * 1000;

export interface MadeToken {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  /** Shown once: only its hash is kept. */
  readonly token: string;
}

export function makeToken(
  deps: Deps,
  actor: Actor,
  owner: { readonly id: string; readonly email: string },
  { name, scope }: { readonly name: string; readonly scope: Scope },
): Outcome<MadeToken> {
  const token = newSecret('rb_');
  const id = deps.newId();
  write(deps.db, (tx) => {
    insertToken(tx, {
      id,
      name,
      scope,
      userId: owner.id,
      tokenHash: digest(token),
      ending: token.slice(-4),
      createdAt: deps.clock(),
      lastUsedAt: null,
      revokedAt: null,
    });
    record(tx, deps, actor, { action: 'token-made', subject: name, after: { scope, owner: owner.email } });
  });
  return done({ id, name, scope, token });
}

export function revokeToken(deps: Deps, actor: Actor, id: string): Outcome<string> {
  return write(deps.db, (tx) => {
    const token = findToken(tx, actor.userId, id);
    // Once is enough: revoked again, it could be taken back for another ten minutes.
    if (token === null || token.revokedAt !== null) return NOT_FOUND;
    setRevoked(tx, actor.userId, id, deps.clock());
    record(tx, deps, actor, { action: 'token-revoked', subject: token.name });
    return done(token.name, { method: 'DELETE', url: `/settings/security/tokens/${id}/revocation` });
  });
}

/** A slip of the thumb can be taken back; after ten minutes a revoked token stays so. */
export function restoreToken(deps: Deps, actor: Actor, id: string): Outcome<string> {
  return write(deps.db, (tx) => {
    const token = findToken(tx, actor.userId, id);
    if (token === null) return NOT_FOUND;
    if (deps.clock() - (token.revokedAt ?? 0) > UNDO_WITHIN_MS) {
      return refused('too-late', 'This was revoked more than ten minutes ago. Please make a new token.');
    }
    setRevoked(tx, actor.userId, id, null);
    record(tx, deps, actor, { action: 'token-restored', subject: token.name });
    return done(token.name, { method: 'POST', url: `/settings/security/tokens/${id}/revocation` });
  });
}
