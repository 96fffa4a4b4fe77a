import { KeyFault } from '../../../db/secrets.ts';
import { brokerNames } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import { type Held, heldTokens } from '../store/tokens.ts';
import type { Bearer } from './bearer.ts';

type Owner = Pick<Bearer, 'deps' | 'connection'>;

/** Tokens that the broker may still take; a fault of kind `needs-sign-in` where there are none. */
export function livingTokens(owner: Owner): Held {
  const held = readTokens(owner);
  const isOver = held === null || held.deadAt !== null || held.tokens.signInEndsAt <= owner.deps.clock();
  if (isOver) throw signInNeeded(owner);
  return held;
}

/** null: nobody has signed in. Throws a BrokerFault where they cannot be read. */
export function readTokens({ deps, connection }: Owner): Held | null {
  try {
    return heldTokens(deps.db, deps.keyring, connection);
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error;
    throw new BrokerFault('needs-sign-in', `${error.message} Or sign in at the broker again.`);
  }
}

function signInNeeded({ connection: { broker } }: Owner): BrokerFault {
  return new BrokerFault(
    'needs-sign-in',
    `You are not signed in at ${brokerNames[broker]}. Sign in there again; what was read before stays.`,
  );
}
