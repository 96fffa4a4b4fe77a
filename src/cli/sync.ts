import { brokerNames, type ListedConnection, listConnections } from '../features/brokers/index.ts';
import { lastRun, type SyncDeps } from '../features/connections/index.ts';
import { findByEmail } from '../features/users/index.ts';
import type { Actor } from '../model/actor.ts';
import { type BrokerKind, brokerKinds } from '../model/broker.ts';
import { refused } from '../model/outcome.ts';
import { type Command, cliActor, Misuse, needed, report } from './command.ts';
import { syncSpeaking } from './progress.ts';

export const sync: Command = {
  usage: '--user E [--broker schwab|zerodha|practice]',
  help: 'reads what is new at the brokers',
  options: { user: { type: 'string' }, broker: { type: 'string' } },
  async run(deps, inputs) {
    const address = needed(inputs, 'user');
    const wanted = brokerOf(inputs.options['broker']);
    const owner = findByEmail(deps.db, address);
    if (owner === null) return report(refused('nobody', `nobody signs in as ${address}.`), String);
    const connections = listConnections(deps, owner.id).filter(
      ({ broker }) => wanted === null || broker === wanted,
    );
    if (connections.length === 0) return report(NOTHING, String);
    const actor = { ...cliActor(), userId: owner.id };
    let worst = 0;
    for (const connection of connections) worst = Math.max(worst, await readOne(deps, actor, connection));
    return worst;
  },
};

const NOTHING = refused(
  'no-connection',
  'there is no such connection. Connect a broker on the page Connections first.',
);

function brokerOf(word: string | boolean | undefined): BrokerKind | null {
  if (word === undefined) return null;
  const found = brokerKinds.find((kind) => kind === word);
  if (found === undefined) throw new Misuse(`--broker is one of ${brokerKinds.join(', ')}.`);
  return found;
}

const beingRead = (name: string) =>
  refused(
    'being-read',
    `${name} is being read already, by the server or another command. Two at once it is never read.`,
  );

/** Reads one connection and says what came of it; answers the exit code. */
export async function readOne(
  deps: SyncDeps,
  actor: Actor,
  { id, broker }: ListedConnection,
): Promise<number> {
  const outcome = await syncSpeaking(deps, actor, id);
  const run = lastRun(deps.db, actor.userId, id);
  if (!outcome.ok || run === null) return report(outcome, String);
  const name = brokerNames[broker];
  if (run.state === 'running') return report(beingRead(name), String);
  if (run.state === 'failed' && run.error !== null)
    return report(refused(run.error.code, run.error.message), String);
  if (run.error !== null) process.stderr.write(`rollbook: ${run.error.message}\n`);
  const { rows, newRows, changedRows, vanishedRows } = run;
  const words = `${rows} rows, ${newRows} new, ${changedRows} changed, ${vanishedRows} gone`;
  process.stdout.write(`${name}: ${run.state === 'done' ? 'read' : run.state}. ${words}.\n`);
  return run.state === 'done' ? 0 : 1;
}
