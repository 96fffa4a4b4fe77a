/** Two readings of the vendors' documents meet here: the way we ask, and the way the simulators answer. */
import { readConfig } from '../../src/config.ts';
import { type Broker, BrokerFault, openBrokers, type Pass } from '../../src/features/brokers/index.ts';
import type { BrokerKind } from '../../src/model/broker.ts';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import type { Outgoing, Question } from '../../src/web/outgoing.ts';
import { brokerContract } from '../contract/broker.ts';
import { DAY, practiceWorld, TUESDAY } from '../support/practice.ts';
import { root } from '../support/server.ts';
import { allowAtSchwab, signInAtKite } from './person.ts';
import { SCHWAB_APP } from './schwab/app.ts';
import { SchwabSimulator } from './schwab/simulator.ts';
import { troublesOf } from './troubles.ts';
import type { Simulator } from './wire/simulator.ts';
import { KITE_APP } from './zerodha/app.ts';
import { ZerodhaSimulator } from './zerodha/simulator.ts';

const world = practiceWorld();
const HISTORY = { from: TUESDAY - 400 * DAY, to: TUESDAY };
const RETURN_TO = 'https://127.0.0.1';
const OVER = { status: 'error', message: 'over', data: null, error_type: 'TokenException' };

brokerContract('Schwab on its simulator', async (t) => {
  const simulator = await new SchwabSimulator({ clock: () => TUESDAY, world, isPaced: false }).listen();
  t.after(() => simulator.stop());
  const { broker, renew } = brokerAt('schwab', simulator);
  const pass = await signedIn(broker, SCHWAB_APP, allowAtSchwab);
  const names = {
    known: 'F',
    unknown: 'NOPE',
    name: 'ford mtr',
    many: ['F', 'AMD', 'SPX', 'F     261218P00013000'],
  };
  const troubles = troublesOf(simulator, { kind: 'status', status: 401 });
  return {
    stage: { broker, pass, ...HISTORY, ...names },
    troubles,
    calm: calm(simulator, renew),
    cancelled: givenUp(pass),
  };
});

brokerContract('Zerodha on its simulator', async (t) => {
  const simulator = await new ZerodhaSimulator({ clock: () => TUESDAY, world, isPaced: false }).listen();
  t.after(() => simulator.stop());
  const { broker, renew } = brokerAt('zerodha', simulator);
  const pass = await signedIn(broker, KITE_APP, signInAtKite);
  const names = { known: 'INFY', unknown: 'NOPE', name: 'infosys', many: ['INFY', 'M&M', 'RELIANCE'] };
  const troubles = troublesOf(simulator, { kind: 'status', status: 403, body: OVER });
  return {
    stage: { broker, pass, ...HISTORY, ...names },
    troubles,
    calm: calm(simulator, renew),
    cancelled: givenUp(pass),
  };
});

/** As the house makes it, but without pauses; impatient only with those who are slow on purpose. */
function brokerAt(kind: BrokerKind, { origin, faults }: Simulator) {
  const env = { SCHWAB_BASE_URL: origin, KITE_BASE_URL: origin, KITE_LOGIN_URL: origin };
  const config = readConfig({ NODE_ENV: 'test', ...env }, root);
  const open = () => ({ patient: wayOut(kind, origin, 5000), hasty: wayOut(kind, origin, 60) });
  let ways = open();
  const close = async () => void (await Promise.all([ways.patient.close(), ways.hasty.close()]));
  const isSlow = () => faults.plans.some(({ fault }) => SLOW.includes(fault.kind));
  const ask = (question: Question) => (isSlow() ? ways.hasty : ways.patient).ask(question);
  const renew = () => {
    void close();
    ways = open();
  };
  return {
    broker: openBrokers({ ask: { ...ways.patient, ask, close }, clock: () => TUESDAY, config })(kind),
    renew,
  };
}

const SLOW: readonly string[] = ['delay', 'trickle'];

function wayOut(kind: BrokerKind, origin: string, ms: number): Outgoing {
  const party = { name: kind, origins: [origin], budgets: {}, pace: { burst: 10_000, everyMs: 1 } };
  const patience = { connectMs: ms, headersMs: ms, bodyMs: ms, wholeMs: 2 * ms };
  return openOutgoing({ parties: { [kind]: party }, agent: 'test', patience, sleep: async () => {} });
}

function calm(simulator: Simulator, renew: () => void): () => void {
  return () => {
    simulator.faults.clear();
    renew();
  };
}

type Person = (address: URL) => Promise<URL>;

async function signedIn({ signIn }: Broker, app: Pass['app'], person: Person): Promise<Pass> {
  if (signIn === null) throw new Error('nobody signs in here');
  const landed = await person(signIn.address(app, 'state', RETURN_TO));
  const tokens = await signIn.accept(app, landed.searchParams, RETURN_TO);
  const renewed = async () => {
    if (tokens.refresh === null) throw new BrokerFault('needs-sign-in', 'Sign in again.');
    return (await signIn.refresh(app, tokens)).access;
  };
  const { signal } = new AbortController();
  return { app, access: async () => tokens.access, renewed, over: () => undefined, signal };
}

function givenUp(pass: Pass): Pass {
  return { ...pass, signal: AbortSignal.abort() };
}
