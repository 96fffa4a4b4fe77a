import { readConfig } from '../../src/config.ts';
import { openBrokers } from '../../src/features/brokers/index.ts';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import { partiesOf } from '../../src/web/outgoing/parties.ts';
import { streamContract } from '../contract/stream.ts';
import { passOf } from '../features/brokers/scripted.ts';
import { root } from '../support/server.ts';
import { KiteDesk } from './kite-desk.ts';

streamContract('Zerodha on its simulator', async (t) => {
  const desk = await KiteDesk.open(t);
  await desk.signIn();
  const { origin, tickerOrigin, clock, sessions, ticker, app } = desk.simulator;
  const env = { KITE_BASE_URL: origin, KITE_LOGIN_URL: origin, KITE_TICKER_URL: tickerOrigin };
  const config = readConfig({ NODE_ENV: 'test', ...env }, root);
  const ask = openOutgoing({ parties: partiesOf(config), agent: 'test', sleep: async () => {} });
  t.after(() => ask.close());
  return {
    broker: openBrokers({ ask, clock: () => clock.now(), config })('zerodha'),
    pass: { ...passOf(), app, access: async () => desk.access },
    known: ['INFY', 'NSE:M&M'],
    unknown: 'NOPE',
    listeners: () => ticker.size,
    opened: () => ticker.opened,
    move: () => {
      clock.add(60_000);
      ticker.beat();
    },
    cut: () => ticker.cut(),
    hush: (isSilent) => {
      ticker.isSilent = isSilent;
    },
    breakOff: () => ticker.breakOff(),
    flood: () => ticker.flood(),
    expire: () => {
      sessions.end();
      ticker.beat();
    },
  };
});
