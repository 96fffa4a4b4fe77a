/**
 * Somebody who has failed five times in a row is left alone for a while, then asked once: an answer closes the circuit,
 * another failure keeps it open for twice as long. Example: the fifth failure at 12:00:00 turns everyone away until
 * 12:00:30; who asks then is the probe, and who comes while it is out is turned away too.
 */
export interface Circuit {
  readonly failures: number;
  /** When it may be probed, or probed again where the probe does not come back; null: closed. */
  readonly probedAt: number | null;
  readonly isProbing: boolean;
}

export const CLOSED: Circuit = { failures: 0, probedAt: null, isProbing: false };

const MOST_FAILURES = 5;
const SHORTEST_MS = 30_000;
const LONGEST_MS = 5 * 60_000;
/** How long an answer to the probe may take, for those who ask meanwhile. */
const PROBE_MS = 1_000;
/** After this it never comes: whoever sent it has died at it. */
const LONGEST_PROBE_MS = 90_000;

/** How long somebody who asks now is turned away; 0: go on. */
export function turnedAwayFor({ probedAt, isProbing }: Circuit, now: number): number {
  if (probedAt === null) return 0;
  const wait = probedAt - now;
  // More than the longest wait: the clock was set back.
  if (wait <= 0 || wait > LONGEST_MS) return 0;
  return isProbing ? PROBE_MS : wait;
}

/** Somebody was let through. */
export function entered(circuit: Circuit, now: number): Circuit {
  if (circuit.probedAt === null) return circuit;
  return { ...circuit, probedAt: now + LONGEST_PROBE_MS, isProbing: true };
}

export function failed(circuit: Circuit, now: number): Circuit {
  const { probedAt, isProbing } = circuit;
  // It was on its way before the circuit opened: nothing new.
  if (probedAt !== null && !isProbing) return circuit;
  const failures = circuit.failures + 1;
  if (failures < MOST_FAILURES) return { ...CLOSED, failures };
  const wait = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** (failures - MOST_FAILURES));
  return { failures, probedAt: now + wait, isProbing: false };
}

/** Whoever was let through went away before the answer came: the next one may probe. */
export function abandoned(circuit: Circuit, now: number): Circuit {
  return circuit.isProbing ? { ...circuit, probedAt: now, isProbing: false } : circuit;
}
