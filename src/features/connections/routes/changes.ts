import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../model/actor.ts';
import type { BrokerKind } from '../../../model/broker.ts';
import { type Mistake, NOT_FOUND } from '../../../model/outcome.ts';
import type { Asked } from '../../../web/faces.ts';
import { writes } from '../../../web/writes.ts';
import { connect, finishPasted, saveAppKey } from '../../brokers/index.ts';
import { endConnection, leavePractice, tryPractice } from '../actions/begin-reading.ts';
import { cancelSync, type SyncDeps, startSync } from '../actions/desk.ts';
import { standings } from '../actions/overview.ts';
import { anyBroker, landing, ownApp, realBroker } from '../forms.ts';
import { NAMES } from '../view/words.ts';
import { connectionPage } from './pages.ts';
import { welcome } from './sign-in.ts';

export function addChanges(app: FastifyInstance, deps: SyncDeps): void {
  addPractice(app, deps);
  addSyncs(app, deps);
  addApps(app, deps);
  addEnds(app, deps);
}

function addPractice(app: FastifyInstance, deps: SyncDeps): void {
  writes(app, {
    permission: 'connections:write',
    page: '/connections/practice',
    summary: 'Connects the practice market and reads it.',
    run: ({ actor }) => tryPractice(deps, actor),
    next: () => ({ to: '/connections' }),
  });

  writes(app, {
    permission: 'connections:write',
    method: 'DELETE',
    page: '/connections/practice/data',
    summary: 'Removes the practice market with everything that was read from it.',
    run: ({ actor }) => leavePractice(deps, actor),
    next: () => ({ to: '/connections', say: 'The practice data is removed.' }),
  });
}

type OfBroker = Asked<{ readonly broker: BrokerKind }>;

function addSyncs(app: FastifyInstance, deps: SyncDeps): void {
  const common = {
    permission: 'connections:sync',
    page: '/connections/:broker/sync',
    params: anyBroker,
    again: (mistake: Mistake, asked: OfBroker) => connectionPage(deps, mistake, asked),
  } as const;

  writes(app, {
    ...common,
    summary: 'Begins to read a broker.',
    run: ({ actor, params }) => withId(deps, actor, params.broker, (id) => startSync(deps, actor, id)),
    next: (_, asked) => ({ to: cameFrom(asked) }),
  });

  writes(app, {
    ...common,
    method: 'DELETE',
    summary: 'Stops reading a broker; what was read stays, and the next sync goes on from there.',
    run: ({ actor, params }) => withId(deps, actor, params.broker, (id) => cancelSync(deps, actor, id)),
    next: (_, asked) => ({ to: cameFrom(asked), say: 'Stopped. What was read is kept.' }),
  });
}

function addApps(app: FastifyInstance, deps: SyncDeps): void {
  const common = {
    permission: 'connections:write',
    page: '/connections/:broker/app-key',
    params: realBroker,
    again: (mistake: Mistake, asked: OfBroker) => connectionPage(deps, mistake, asked),
  } as const;

  writes(app, {
    ...common,
    summary: "Keeps the key and the secret of one's own app with a broker, encrypted.",
    body: ownApp,
    run: ({ actor, params, body }) => {
      const connected = connect(deps, actor, params.broker);
      return connected.ok ? saveAppKey(deps, actor, connected.value.id, body) : connected;
    },
    next: ({ broker }) => ({ to: `/connections/${broker}`, say: 'Your app is kept. Now sign in with it.' }),
  });

  writes(app, {
    ...common,
    method: 'DELETE',
    summary: "Forgets one's own app; the installation's is used again.",
    run: ({ actor, params }) => withId(deps, actor, params.broker, (id) => saveAppKey(deps, actor, id, null)),
    next: ({ broker }) => ({ to: `/connections/${broker}`, say: 'Your app is forgotten.' }),
  });
}

function addEnds(app: FastifyInstance, deps: SyncDeps): void {
  const common = {
    permission: 'connections:write',
    params: realBroker,
    again: (mistake: Mistake, asked: OfBroker) => connectionPage(deps, mistake, asked),
  } as const;

  writes(app, {
    ...common,
    page: '/connections/:broker/answer',
    summary: 'Finishes a sign-in with the address the browser stopped at.',
    body: landing,
    run: async ({ actor, params, body, identity }) => {
      if (identity.session === null) return NOT_FOUND;
      const finished = await finishPasted(deps, actor, identity.session.id, params.broker, body.address);
      if (finished.ok) startSync(deps, actor, finished.value.connection.id);
      return finished;
    },
    next: (finished, { params }) => ({ to: `/connections/${params.broker}`, say: welcome(finished)[0] }),
  });

  writes(app, {
    ...common,
    method: 'DELETE',
    page: '/connections/:broker/sign-in',
    summary: 'Disconnects: the sign-in is given up; what was read stays.',
    run: ({ actor, params }) => withId(deps, actor, params.broker, (id) => endConnection(deps, actor, id)),
    next: (_, { params }) => ({
      to: '/connections',
      say: `${NAMES[params.broker]} is disconnected. What was read stays.`,
    }),
  });
}

function withId<T>(deps: SyncDeps, { userId }: Actor, broker: BrokerKind, work: (id: string) => T) {
  const connection = standings(deps, userId).find((one) => one.broker === broker)?.connection;
  return connection ? work(connection.id) : NOT_FOUND;
}

/** A card stands on two pages: back to the one it was pressed on. */
function cameFrom({ request, params }: OfBroker): string {
  const page = `/connections/${params.broker}`;
  const { referer = '' } = request.headers;
  return URL.canParse(referer) && new URL(referer).pathname === page ? page : '/connections';
}
