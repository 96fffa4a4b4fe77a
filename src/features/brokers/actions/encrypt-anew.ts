import { KeyFault } from '../../../db/secrets.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { record } from '../../audit/index.ts';
import type { BrokerDeps } from '../brokers.ts';
import { encryptAnew, type OldSecret, oldSecrets } from '../store/old-secrets.ts';

export interface Rotation {
  readonly done: number;
  /** They stay as they are. */
  readonly unreadable: readonly string[];
}

/** Each secret in a transaction of its own: stopped in the middle, it goes on where it was when it is called again. */
export function encryptAllAnew(deps: Pick<BrokerDeps, 'db' | 'clock' | 'keyring'>, actor: Actor): Rotation {
  const outcomes = oldSecrets(deps.db, deps.keyring).map((secret) => tryOne(deps, secret));
  const unreadable = [...new Set(outcomes.filter((outcome) => typeof outcome === 'string'))];
  const done = outcomes.filter((outcome) => outcome === true).length;
  const deed = {
    action: 'secrets-encrypted-anew',
    subject: 'keyring',
    after: { done, unreadable: unreadable.length },
  };
  // Also of nothing done: the newest key seals this line, and from then on the database opens with it alone.
  write(deps.db, (tx) => record(tx, deps, actor, deed));
  return { done, unreadable };
}

function tryOne({ db, keyring }: Pick<BrokerDeps, 'db' | 'keyring'>, secret: OldSecret): boolean | string {
  try {
    return write(db, (tx) => encryptAnew(tx, keyring, secret), { durable: true });
  } catch (error) {
    if (error instanceof KeyFault) return error.message;
    throw error;
  }
}
