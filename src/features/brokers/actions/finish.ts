import { bumpVersion } from '../../../db/marks.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import { done, type Outcome, refused } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import type { BrokerDeps } from '../brokers.ts';
import { BrokerFault } from '../faults.ts';
import { neededApp } from '../pass/bearer.ts';
import type { SignIn, Tokens } from '../port.ts';
import { returnAddress } from '../return-address.ts';
import { hashOf } from '../states.ts';
import type { Account } from '../store/accounts.ts';
import { type Connection, findByBroker, setPaused } from '../store/connections.ts';
import { takeSignIn, useSignIn } from '../store/sign-ins.ts';
import { saveTokens } from '../store/tokens.ts';
import { readAccounts } from './accounts.ts';
import { type Given, giveBack } from './give-back.ts';

export interface Finished {
  readonly connection: Connection;
  readonly accounts: readonly Account[];
  /** Signed in, but the accounts could not be read yet: why. */
  readonly problem: string;
}

/** They are back from the broker's page. The answer is worth something once, and only to the session that left. */
export async function finishSignIn(
  deps: BrokerDeps,
  actor: Actor,
  sessionId: string,
  broker: BrokerKind,
  answer: URLSearchParams,
): Promise<Outcome<Finished>> {
  const { signIn } = deps.brokers(broker);
  const connection = findByBroker(deps.db, actor.userId, broker);
  const state = signIn?.stateOf(answer) ?? null;
  if (signIn === null || connection === null || state === null) return NOT_BEGUN;
  const stateHash = hashOf(state);
  if (!isBegun(deps, connection, sessionId, stateHash)) return NOT_BEGUN;
  const accepted = await accept(deps, signIn, connection, answer);
  if (!accepted.ok) return failed(deps, actor, { connection, stateHash }, accepted);
  const signedIn = keep(deps, actor, { connection, stateHash }, accepted.value.tokens);
  if (signedIn !== null) return withAccounts(deps, signedIn);
  await giveBack(deps, connection, accepted.value);
  return OVERTAKEN;
}

const NOT_BEGUN = refused(
  'sign-in-not-begun',
  'This sign-in was begun more than ten minutes ago, in another browser, or has been used already. Nothing was changed: please begin again.',
);

const OVERTAKEN = refused(
  'sign-in-overtaken',
  'While you were coming back the connection was ended, or its app was changed. Nothing of this sign-in was kept: please begin again.',
);

/** A sign-in that is being finished. */
interface Finishing {
  readonly connection: Connection;
  readonly stateHash: string;
}

function isBegun(deps: BrokerDeps, connection: Connection, sessionId: string, stateHash: string): boolean {
  const now = deps.clock();
  const begun = write(deps.db, (tx) => useSignIn(tx, connection, stateHash, now));
  return begun !== null && begun.sessionId === sessionId && now < begun.endsAt;
}

async function accept(
  deps: BrokerDeps,
  signIn: SignIn,
  connection: Connection,
  answer: URLSearchParams,
): Promise<Outcome<Given>> {
  try {
    const app = neededApp(deps, connection);
    const returnTo = returnAddress(deps.config, connection.broker) ?? '';
    return done({ app, tokens: await signIn.accept(app, answer, returnTo) });
  } catch (error) {
    if (error instanceof BrokerFault) return refused(error.kind, error.message);
    throw error;
  }
}

function failed<T>(
  deps: BrokerDeps,
  actor: Actor,
  { connection, stateHash }: Finishing,
  refusal: Outcome<T> & { ok: false },
) {
  const deed = { action: 'broker-sign-in-failed', subject: connection.broker, after: { why: refusal.code } };
  write(deps.db, (tx) => {
    takeSignIn(tx, connection, stateHash);
    record(tx, deps, actor, deed);
  });
  return refusal;
}

/** On the disk before anything is asked with them. null: the sign-in was taken away meanwhile. */
function keep(
  deps: BrokerDeps,
  actor: Actor,
  { connection, stateHash }: Finishing,
  tokens: Tokens,
): Connection | null {
  return write(
    deps.db,
    (tx) => {
      if (!takeSignIn(tx, connection, stateHash)) return null;
      saveTokens(tx, deps.keyring, connection, tokens, deps.clock());
      setPaused(tx, connection, null);
      bumpVersion(tx, actor.userId);
      const until = new Date(tokens.signInEndsAt).toISOString();
      record(tx, deps, actor, { action: 'broker-signed-in', subject: connection.broker, after: { until } });
      return { ...connection, pausedAt: null };
    },
    { durable: true },
  );
}

async function withAccounts(deps: BrokerDeps, connection: Connection): Promise<Outcome<Finished>> {
  try {
    return done({ connection, accounts: await readAccounts(deps, connection), problem: '' });
  } catch (error) {
    if (error instanceof BrokerFault) return done({ connection, accounts: [], problem: error.message });
    throw error;
  }
}
