import fastifyCookie from '@fastify/cookie';
import fastifyForm from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { sessionStore } from './features/auth/index.ts';
import { authRoutes } from './features/auth/routes.ts';
import { booksLight, booksOf, lastBooks, reviewCount } from './features/campaigns/index.ts';
import { campaignRoutes } from './features/campaigns/routes.ts';
import { bannerOf, lightsOf, type SyncDeps, standings } from './features/connections/index.ts';
import { connectionRoutes } from './features/connections/routes.ts';
import { dashboardRoutes } from './features/dashboard/routes.ts';
import { opsRoutes } from './features/ops/routes.ts';
import { transactionRoutes } from './features/transactions/routes.ts';
import { userRoutes } from './features/users/routes.ts';
import { jobs } from './jobs.ts';
import { root, version } from './root.ts';
import { buildShell, type Signals } from './shell.ts';
import { demandAccess, guardAccess } from './web/access.ts';
import { answerErrors, answerUnreadable } from './web/answers.ts';
import { decodable, rewriteFormMethod } from './web/form-method.ts';
import { addHeaders } from './web/headers.ts';
import { guardHost } from './web/hosts.ts';
import type { Identity } from './web/identity.ts';
import { measure } from './web/metrics.ts';
import { guardOrigin } from './web/origin.ts';
import { limitRate } from './web/rate-limit.ts';
import { recognise } from './web/sessions.ts';
import { addSockets } from './web/sockets.ts';
import { addStatic } from './web/static.ts';
import { addViews } from './web/view.ts';

type AddRoutes = (app: FastifyInstance, deps: SyncDeps) => void;

/** The map of the house: one line a feature. */
const FEATURES: Readonly<Record<string, AddRoutes>> = {
  users: userRoutes,
  auth: authRoutes,
  transactions: transactionRoutes,
  connections: connectionRoutes,
  campaigns: campaignRoutes,
  dashboard: dashboardRoutes,
  ops: (app, deps) => opsRoutes(app, deps, { jobs, migrations: `${root}/migrations`, version }),
};

export function buildApp(deps: SyncDeps, logger: FastifyServerOptions['logger'] = false): FastifyInstance {
  const { config, clock, newId } = deps;
  const store = sessionStore(deps);
  const app = Fastify({
    logger,
    trustProxy: config.publicUrl === null ? false : [...config.trustedProxy],
    bodyLimit: 64 * 1024,
    genReqId: () => newId(),
    rewriteUrl: (request) => decodable(rewriteFormMethod(request)),
    // Node's own limit on an address: what is too long here is not left to the library, which knows no hook.
    routerOptions: { maxParamLength: 16 * 1024 },
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    clientErrorHandler: answerUnreadable,
    return503OnClosing: true,
  });

  demandAccess(app);
  app.decorate('hasProxy', config.publicUrl !== null);
  app.decorate('sessionStore', store);
  app.decorate('checksAnswers', config.mode !== 'production');
  measure(app);
  addHeaders(app);
  guardHost(app, config);
  app.register(fastifyCookie);
  app.register(fastifyForm, { bodyLimit: 64 * 1024 });
  recognise(app, store, config.publicUrl?.protocol === 'https:');
  // Before anything is counted: what another site makes a browser send must not spend this person's budget.
  guardOrigin(app, config.publicUrl);
  limitRate(app, config.rate, clock);
  guardAccess(app);
  const shell = buildShell({ store, clock, start: newId(), signals: (reader) => signalsOf(deps, reader) });
  addViews(app, { root, strict: config.mode !== 'production', shell });
  answerErrors(app);
  addSockets(app);
  addStatic(app, root);
  for (const [name, addRoutes] of Object.entries(FEATURES)) addFeature(app, deps, name, addRoutes);
  return app;
}

/** What the brokers, the books and the review inbox have to say above every page. */
function signalsOf(deps: SyncDeps, { actor, timeZone }: Identity): Signals {
  const all = standings(deps, actor.userId);
  const now = deps.clock();
  return {
    lights: [...lightsOf(all, now), ...booksLight(booksFor(deps, actor.userId, all))],
    banner: bannerOf(all, { timeZone }, now),
    counts: { '/campaigns': reviewCount(deps.db, actor.userId) },
  };
}

/** While a broker is read, rows and positions are of different moments: what was known before stands. */
function booksFor(deps: SyncDeps, userId: string, all: ReturnType<typeof standings>) {
  const isReading = all.some(({ status }) => status?.state === 'running');
  return isReading ? lastBooks(deps, userId) : booksOf(deps, userId);
}

function addFeature(app: FastifyInstance, deps: SyncDeps, name: string, addRoutes: AddRoutes): void {
  app.register(async (scope) => {
    scope.decorate('routesFile', `src/features/${name}/routes.ts`);
    addRoutes(scope, deps);
  });
}
