/**
 * How a connection stands, in three words. Disconnected by its owner: paused. Otherwise it needs a sign-in when there is
 * none, when the broker has refused it, or when its time is over. Example: signed in at Schwab on Monday 9:00, it is
 * connected until the next Monday 9:00, however often the access was refreshed; then it needs a sign-in.
 */
import type { BrokerKind } from '../../../model/broker.ts';

export type ConnectionState = 'connected' | 'needs_sign_in' | 'paused';

export interface Standing {
  readonly state: ConnectionState;
  /** When a person has to sign in again; null where nobody does, or it is already so. */
  readonly expiresAt: number | null;
}

interface Facts {
  readonly broker: BrokerKind;
  readonly pausedAt: number | null;
  readonly signedIn: { readonly endsAt: number; readonly isDead: boolean } | null;
}

export function standingOf({ broker, pausedAt, signedIn }: Facts, now: number): Standing {
  if (pausedAt !== null) return { state: 'paused', expiresAt: null };
  if (broker === 'practice') return { state: 'connected', expiresAt: null };
  if (signedIn === null || signedIn.isDead || signedIn.endsAt <= now)
    return { state: 'needs_sign_in', expiresAt: null };
  return { state: 'connected', expiresAt: signedIn.endsAt };
}
