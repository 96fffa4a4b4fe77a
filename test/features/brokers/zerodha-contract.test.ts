import { zerodhaBroker } from '../../../src/features/brokers/zerodha/client.ts';
import type { Outgoing } from '../../../src/web/outgoing.ts';
import { brokerContract, type Stand, type Trouble } from '../../contract/broker.ts';
import { plainOutgoing } from './plain-outgoing.ts';
import { realOutgoing } from './real-outgoing.ts';
import { type Disorder, json, page, passOf, type Scripted, scripted } from './scripted.ts';
import { good, kiteAnswer, PLACES, refusal } from './zerodha-script.ts';

const CLOSE = Date.parse('2026-03-20T15:30:00+05:30');

const DISORDERS: readonly (readonly [story: string, kind: Trouble['kind'], disorder: Disorder])[] = [
  [
    'an access that is no longer taken',
    'needs-sign-in',
    refusal(403, 'TokenException', 'Incorrect `api_key` or `access_token`.'),
  ],
  ['a subscription that lacks it', 'refused', refusal(403, 'PermissionException', 'Insufficient permission')],
  ['a question it does not accept', 'refused', refusal(400, 'InputException', 'Missing parameter')],
  ['the page of a guard', 'unavailable', page(403)],
  ['too many questions', 'busy', refusal(429, 'NetworkException', 'Too many requests')],
  ['an exchange it cannot reach', 'unavailable', refusal(503, 'NetworkException', 'Gateway timed out')],
  ['an error of its own', 'unavailable', refusal(500, 'GeneralException', 'Error message')],
  ['a gateway without an answer', 'unavailable', { status: 502, body: '' }],
  ['maintenance', 'unavailable', page(504)],
  ['silence', 'unavailable', 'silence'],
  ['a connection that is cut', 'unavailable', 'reset'],
  ['half an answer, then silence', 'unavailable', 'half-way'],
  ['half an answer that says it is whole', 'unreadable', { body: '{"status":"success","data":[{"trad' }],
  ['a page that calls itself a success', 'unavailable', page(200)],
  ['an error that calls itself a success', 'refused', refusal(200, 'InputException', 'Missing parameter')],
  ['nothing at all', 'unreadable', { body: '' }],
  ['a success without what was asked', 'unreadable', good(17)],
  ['no envelope', 'unreadable', json([])],
  ['elements that are none', 'unreadable', good([1, null])],
  ['numbers that are none', 'unreadable', { body: '{"status":"success","data":[{"quantity":NaN}]}' }],
  ['more than it ever should send', 'unreadable', 'flood'],
  ['another address', 'unreadable', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
];

const SILENT: readonly unknown[] = ['silence', 'half-way'];

brokerContract('zerodha', async (t) => {
  const server = await scripted(t, kiteAnswer);
  // Whoever waits for silence need not wait long; whoever waits for an answer may.
  const patience = () => (SILENT.includes(server.disorder ?? '') ? 40 : 5000);
  return stand(server, plainOutgoing(patience), DISORDERS);
});

// Four attempts at a server that says nothing take a minute: those are left to the suite above.
brokerContract('zerodha, over the way out that the house has', async (t) => {
  const server = await scripted(t, kiteAnswer);
  const ask = realOutgoing('zerodha', server.url.origin);
  t.after(() => ask.close());
  const audible = DISORDERS.filter(([, , disorder]) => !SILENT.includes(disorder));
  return stand(server, ask, audible, ask.renew);
});

function stand(server: Scripted, ask: Outgoing, disorders: typeof DISORDERS, renew = () => {}): Stand {
  return {
    stage: {
      broker: zerodhaBroker({ ask, clock: () => CLOSE, baseUrl: server.url, ...PLACES }),
      pass: { ...passOf(), renewed: async () => 'second' },
      from: CLOSE - 800 * 86_400_000,
      to: CLOSE,
      known: 'INFY',
      unknown: 'NOPE',
      name: 'mahindra ltd',
      many: Array.from({ length: 1100 }, (_, index) => `NSE:S${index}`),
    },
    troubles: disorders.map(([story, kind, disorder]) => ({
      story,
      kind,
      begin: (from) => server.disturb(disorder, from),
    })),
    calm: () => {
      server.forget();
      renew();
    },
    cancelled: passOf([], AbortSignal.abort()),
  };
}
