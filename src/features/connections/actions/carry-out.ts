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
    await readAll(deps, connection, open, signal);
    end(deps, open, { state: 'done' });
  } catch (error) {
    if (signal.reason === SUSPENDED) return;
    const ending = signal.aborted ? CANCELLED : endingOf(error);
    end(deps, open, ending);
    if (ending.error === OUR_FAULT) throw error;
  } finally {
    clearInterval(beating);
  }
}

async function readAll(
  deps: WorkDeps,
  connection: Connection,
  open: OpenRun,
  signal: AbortSignal,
): Promise<void> {
  const work = workOn(deps, connection, open, signal);
  const accounts = await readAccounts(deps, connection, signal);
  await readHistory(work, accounts);
  await readHoldings(work, accounts);
  await readPrices(work, accounts);
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
