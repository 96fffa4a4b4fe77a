/**
 * `npm run simulators [-- ADDRESS OF ROLLBOOK]`: both brokers, and what to put before `npm start`. Ctrl-C ends them. What is
 * made up lies in a folder of its own: it must not come among anybody's real accounts.
 */
import { anchorOf, makeWorld } from '../../src/features/brokers/practice/world.ts';
import { SCHWAB_APP } from './schwab/app.ts';
import { SchwabSimulator } from './schwab/simulator.ts';
import type { Simulator } from './wire/simulator.ts';
import { KITE_APP } from './zerodha/app.ts';
import { ZerodhaSimulator } from './zerodha/simulator.ts';

// 0 as the second word: any that are free.
const [home = 'http://127.0.0.1:8000', first = '8191'] = process.argv.slice(2);
const ports = first === '0' ? [0, 0] : [Number(first), Number(first) + 1];

const returnTo = new URL('/api/auth/callback', home).href;
const kiteReturnTo = new URL('/auth/zerodha/callback', home).href;
const world = makeWorld({ seed: 1, anchor: anchorOf(Date.now()) });
const app = { ...SCHWAB_APP, returnTo: [returnTo, 'https://127.0.0.1'] };
const schwab = await new SchwabSimulator({ world, app }).listen(ports[0]);
const kiteApp = { ...KITE_APP, returnTo: kiteReturnTo };
const zerodha = await new ZerodhaSimulator({ world, app: kiteApp }).listen(ports[1]);
console.log(['# In another terminal:', ...settings(), '', ...hints()].join('\n'));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => Promise.all([schwab.stop(), zerodha.stop()]).then(() => process.exit(0)));

function settings(): readonly string[] {
  const { port } = new URL(home);
  const values = {
    DATA_DIR: 'data/simulated',
    ...(port === '' ? {} : { PORT: port }),
    SCHWAB_BASE_URL: schwab.origin,
    SCHWAB_APP_KEY: schwab.app.key,
    SCHWAB_APP_SECRET: schwab.app.secret,
    REDIRECT_URI: returnTo,
    KITE_BASE_URL: zerodha.origin,
    KITE_LOGIN_URL: zerodha.origin,
    KITE_TICKER_URL: zerodha.tickerOrigin,
    KITE_API_KEY: zerodha.app.key,
    KITE_API_SECRET: zerodha.app.secret,
  };
  return [...Object.entries(values).map(([name, value]) => `${name}=${value} \\`), 'npm start'];
}

function hints(): readonly string[] {
  const { user, password } = schwab.customer;
  const { userId, password: kitePassword, code } = zerodha.client;
  const set = (name: string, value: unknown, { origin }: Simulator = schwab) =>
    `curl -X POST ${origin}/__control/${name} -d '${JSON.stringify(value)}'`;
  const maintenance = { at: 'GET /trader/**', times: 0, fault: { kind: 'html', status: 503 } };
  return [
    `# Sign in to Schwab as ${user} / ${password}, to Kite as ${userId} / ${kitePassword} / ${code}.`,
    '# A minute after signing in, do one of these, press "Sync now", and look at the page Today:',
    `# Schwab's week is over:  ${set('sign-ins', true)}`,
    `# Kite's morning comes:   ${set('session', true, zerodha)}`,
    `# Schwab in maintenance:  ${set('faults', maintenance)}`,
    `# As it was:              curl -X DELETE ${schwab.origin}/__control/faults`,
    `# What can be set: curl ${schwab.origin}/__control  and  ${zerodha.origin}/__control`,
  ];
}
