import { bumpVersion } from '../../../db/marks.ts';
import { write } from '../../../db/write.ts';
import {
  type BrokerDeps,
  BrokerFault,
  type Connection,
  findConnection,
  readAccounts,
} from '../../brokers/index.ts';
import { beat, type Ending, endRun, type OpenRun } from '../store/runs.ts';
import { readHistory } from './history.ts';
import { readHoldings } from './holdings.ts';
import { readPrices } from './prices.ts';
import { Stopped, type WorkDeps, workOn } from './run.ts';

/** The reason of a signal that means: leave the run as it is, it is taken up at the next start. */
export const SUSPENDED = Symbol('suspended');

const BEAT_MS = 15_000;

/** Carries a run to its end, whatever that is; what is wrong with Rollbook itself is thrown once it is noted. */
export async function carryOut(deps: WorkDeps, open: OpenRun, signal: AbortSignal): Promise<void> {
  const beating = setInterval(() => keepAlive(deps, open), BEAT_MS);
  try {
    const connection = findConnection(deps.db, open.userId, open.connectionId);
    if (connection === null) return;
    const ending = await readAll(deps, connection, open, signal);
    // What cannot be told of the rows is no fault of the reading: it is thrown once the run has ended as it did.
    await Promise.resolve(deps.afterReading?.(open.userId)).finally(() => end(deps, open, ending));
  } catch (error) {
    if (signal.reason === SUSPENDED) return;
    const ending = signal.aborted ? CANCELLED : endingOf(error);
    end(deps, open, ending);
    if (ending.error === OUR_FAULT) throw error;
  } finally {
    clearInterval(beating);
  }
}

/** Whoever carried it out is gone, its thread not begun or out of memory: nobody waits for an end that never comes. */
export function giveUp(deps: WorkDeps, open: OpenRun): void {
  const isOurs = write(deps.db, (tx) => beat(tx, open, deps.clock()));
  if (isOurs) end(deps, open, { state: 'failed', error: OUR_FAULT });
}

async function readAll(
  deps: WorkDeps,
  connection: Connection,
  open: OpenRun,
  signal: AbortSignal,
): Promise<Ending> {
  const work = workOn(deps, connection, open, signal);
  const accounts = await readAccounts(deps, connection, signal);
  await readHistory(work, accounts);
  await readHoldings(work, accounts);
  const lacking = await readPrices(work, accounts);
  if (lacking === null) return { state: 'done' };
  const message = `Some prices could not be read. ${lacking.message}`;
  return { state: 'done', error: { code: lacking.kind, message } };
}

function endingOf(error: unknown): Ending {
  if (error instanceof Stopped) return CANCELLED;
  if (error instanceof BrokerFault)
    return { state: 'failed', error: { code: error.kind, message: error.message } };
  return { state: 'failed', error: OUR_FAULT };
}

const CANCELLED: Ending = { state: 'cancelled' };

const OUR_FAULT = {
  code: 'unexpected',
  message:
    'Rollbook itself stumbled over what it read. What was read before is kept; the log says where it was.',
};

function end({ db, clock }: BrokerDeps, { id, userId }: OpenRun, ending: Ending): void {
  write(db, (tx) => {
    endRun(tx, id, ending, clock());
    bumpVersion(tx, userId);
  });
}

// A timer must not bring the program down: where the file cannot be written just now, the next page says so.
function keepAlive({ db, clock }: BrokerDeps, run: OpenRun): void {
  try {
    write(db, (tx) => void beat(tx, run, clock()));
  } catch {}
}
