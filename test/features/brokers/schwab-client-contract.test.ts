import { schwabBroker } from '../../../src/features/brokers/schwab/client.ts';
import type { Outgoing } from '../../../src/web/outgoing.ts';
import { brokerContract, type Stand, type Trouble } from '../../contract/broker.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { realOutgoing } from './real-outgoing.ts';
import { schwabAnswer } from './schwab-script.ts';
import { type Disorder, json, page, passOf, type Scripted, scripted } from './scripted.ts';

const NOON = Date.parse('2026-03-21T12:00:00Z');

const unauthorized = { errors: [{ id: 'x', status: 401, title: 'Unauthorized' }] };
const lacking = {
  errors: [{ id: 'x', status: 401, title: 'Unauthorized', detail: 'Client not authorized' }],
};
const tooBig = {
  fault: { faultstring: 'Body buffer overflow', detail: { errorcode: 'protocol.http.TooBigBody' } },
};

const DISORDERS: readonly (readonly [story: string, kind: Trouble['kind'], disorder: Disorder])[] = [
  ['an access that is no longer taken', 'needs-sign-in', json(unauthorized, 401)],
  ['an app without the product', 'refused', json(lacking, 401)],
  [
    'a question it does not accept',
    'refused',
    json({ message: 'wrong', errors: ['types is required'] }, 400),
  ],
  ['a right the app lacks', 'refused', json({ message: 'forbidden' }, 403)],
  ['the page Access Denied', 'unavailable', page(403)],
  ['too many questions', 'busy', { status: 429, headers: { 'retry-after': '7' }, body: '' }],
  ['an error of its own', 'unavailable', page(500)],
  ['a gateway without an answer', 'unavailable', { status: 502, body: '' }],
  ['an overflow at the gateway', 'unavailable', json(tooBig, 502)],
  ['an overflow that calls itself a success', 'unavailable', json(tooBig)],
  ['silence', 'unavailable', 'silence'],
  ['a connection that is cut', 'unavailable', 'reset'],
  ['half an answer, then silence', 'unavailable', 'half-way'],
  ['half an answer that says it is whole', 'unreadable', { body: '[{"activityId":1,"tim' }],
  ['a page that calls itself a success', 'unavailable', page(200)],
  ['an error that calls itself a success', 'unreadable', json(unauthorized)],
  ['nothing at all', 'unreadable', { body: '' }],
  ['something else entirely', 'unreadable', json('no')],
  ['rows that are none', 'unreadable', json([1, null])],
  ['numbers that are none', 'unreadable', { body: '[{"activityId":1,"netAmount":NaN}]' }],
  ['more than it ever should send', 'unreadable', 'flood'],
  ['another address', 'unreadable', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
];

const SILENT: readonly unknown[] = ['silence', 'half-way'];

brokerContract('schwab', async (t) => {
  const server = await scripted(t, schwabAnswer);
  // Whoever waits for silence need not wait long; whoever waits for an answer may.
  const patience = () => (SILENT.includes(server.disorder ?? '') ? 40 : 5000);
  return stand(server, plainOutgoing(patience), DISORDERS);
});

// Four attempts at a server that says nothing take a minute: those are left to the suite above.
brokerContract('schwab, over the way out that the house has', async (t) => {
  const server = await scripted(t, schwabAnswer);
  const ask = realOutgoing('schwab', server.url.origin);
  t.after(() => ask.close());
  const audible = DISORDERS.filter(([, , disorder]) => !SILENT.includes(disorder));
  return stand(server, ask, audible, ask.renew);
});

function stand(server: Scripted, ask: Outgoing, disorders: typeof DISORDERS, renew = () => {}): Stand {
  return {
    stage: {
      broker: schwabBroker({ ask, clock: () => NOON, baseUrl: server.url }),
      pass: { ...passOf(), renewed: async () => 'second' },
      from: NOON - 800 * 86_400_000,
      to: NOON,
      known: 'F',
      unknown: 'NOPE',
      name: 'ford motor',
      many: Array.from({ length: 250 }, (_, index) => `S${index}`),
    },
    troubles: disorders.map(([story, kind, disorder]) => ({
      story,
      kind,
      begin: (from) => server.disturb(disorder, from),
      forgiving: kind === 'unreadable' || kind === 'refused' ? ['accounts'] : [],
    })),
    calm: () => {
      server.forget();
      renew();
    },
    cancelled: passOf([], AbortSignal.abort()),
  };
}
