import type { FastifyInstance } from 'fastify';
import type { BrokerKind } from '../../../model/broker.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import { may } from '../../../model/roles.ts';
import type { Asked } from '../../../web/faces.ts';
import type { Identity } from '../../../web/identity.ts';
import { reads } from '../../../web/reads.ts';
import { accountsOf } from '../../brokers/index.ts';
import { heldIn } from '../../positions/index.ts';
import type { SyncDeps } from '../actions/desk.ts';
import { type Standing, standings } from '../actions/overview.ts';
import { anyBroker } from '../forms.ts';
import { runsOf } from '../store/runs.ts';
import { connectionView, overviewView, runsView } from '../view/pages.ts';
import { NAMES } from '../view/words.ts';

const RECENT = 10;
const ALL = 200;

export function addPages(app: FastifyInstance, deps: SyncDeps): void {
  reads(app, {
    permission: 'connections:read',
    page: '/connections',
    summary: 'The brokers: how each connection stands, what it read, and what to do next.',
    run: ({ actor }) => standings(deps, actor.userId),
    html: (all, { identity }) => ({
      template: 'connections/index',
      title: 'Connections',
      view: overviewView(all, mayWrite(identity), identity, deps.clock()),
    }),
  });

  reads(app, {
    permission: 'connections:read',
    page: '/connections/:broker',
    summary:
      'One broker: sign-in, app, accounts and the history of syncs. As a part: its card, with the progress.',
    params: anyBroker,
    run: ({ actor, params }) => standingOf(deps, actor.userId, params.broker),
    html: (_, asked) => connectionPage(deps, noMistake, asked),
  });

  reads(app, {
    permission: 'connections:read',
    page: '/connections/:broker/runs',
    summary: 'Every time a broker was read: when, how long, and what came of it.',
    params: anyBroker,
    run: ({ actor, params }) => runsAt(deps, standingOf(deps, actor.userId, params.broker), ALL),
    html: (runs, { identity, params }) => ({
      template: 'connections/runs',
      fragment: 'connections/_runs',
      title: `Syncs of ${NAMES[params.broker]}`,
      view: { name: NAMES[params.broker], ...runsView(params.broker, runs, identity, deps.clock()) },
    }),
  });
}

export function connectionPage(
  deps: SyncDeps,
  mistake: Mistake,
  { actor, identity, params, request }: Asked<{ readonly broker: BrokerKind }>,
) {
  const { broker } = params;
  const shown = standingOf(deps, actor.userId, broker);
  const own = deps.config.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
  const { returnTo } = deps.config.brokers.schwab;
  const facts = {
    shown,
    runs: runsAt(deps, shown, RECENT),
    accounts: accountsOf(deps.db, actor.userId)
      .filter((account) => account.broker === broker)
      .map((account) => ({ ...account, tickers: heldIn(deps.db, account.id).tickers.length })),
    returnTo: broker === 'schwab' ? returnTo : `${own}/auth/zerodha/callback`,
    isPasted: broker === 'schwab' && returnTo !== null && new URL(returnTo).origin !== own,
    mayWrite: mayWrite(identity),
  };
  return {
    template: 'connections/show',
    fragment: 'connections/_card',
    title: NAMES[broker],
    view: { ...connectionView(facts, mistake, identity, deps.clock()), csrf: identity.session?.csrf ?? '' },
  };
}

function runsAt({ db }: SyncDeps, { connection }: Standing, limit: number) {
  return connection === null ? [] : runsOf(db, connection.userId, connection.id, limit);
}

function standingOf(deps: SyncDeps, userId: string, broker: BrokerKind): Standing {
  const standing = standings(deps, userId).find((one) => one.broker === broker);
  if (standing === undefined) throw new TypeError(`${broker} is no broker`);
  return standing;
}

function mayWrite({ role }: Identity): boolean {
  return may(role, 'connections:write');
}
