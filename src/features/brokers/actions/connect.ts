import { bumpVersion } from '../../../db/marks.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import { done, type Outcome } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import type { BrokerDeps } from '../brokers.ts';
import { type Connection, findByBroker, insertConnection, setPaused } from '../store/connections.ts';

/** The person's connection with this broker, made where there is none. Where nobody signs in it is read from now on. */
export function connect(deps: BrokerDeps, actor: Actor, broker: BrokerKind): Outcome<Connection> {
  return write(deps.db, (tx) => {
    const found = findByBroker(tx, actor.userId, broker);
    const needsNobody = deps.brokers(broker).signIn === null;
    if (found !== null && (found.pausedAt === null || !needsNobody)) return done(found);
    const made = found ?? newConnection(deps, actor, broker);
    if (found === null) insertConnection(tx, made);
    else setPaused(tx, found, null);
    bumpVersion(tx, actor.userId);
    record(tx, deps, actor, { action: 'connection-made', subject: broker });
    return done({ ...made, pausedAt: null });
  });
}

function newConnection(deps: BrokerDeps, { userId }: Actor, broker: BrokerKind): Connection {
  return { id: deps.newId(), userId, broker, pausedAt: null, createdAt: deps.clock() };
}
