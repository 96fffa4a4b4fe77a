import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { askBroker } from '../../src/features/brokers/asking.ts';
import { BrokerFault } from '../../src/features/brokers/faults.ts';
import type { Note } from '../../src/web/outgoing/note.ts';
import { openOutgoing } from '../../src/web/outgoing/open.ts';
import { OutgoingFault, type Question } from '../../src/web/outgoing.ts';
import { cert, key } from './outgoing-certificate.ts';

async function pretender(t: TestContext, patience = {}) {
  const asked: string[] = [];
  const server = createServer({ cert, key }, (request, reply) => {
    asked.push(String(request.headers.authorization));
    reply.end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/trader/v1/accounts`);
  const party = { name: 'Schwab', origins: [url.origin], budgets: {}, pace: { burst: 99, everyMs: 1 } };
  const notes: Note[] = [];
  const note = (call: Note) => notes.push(call);
  const sleep = async () => undefined;
  const ask = openOutgoing({ parties: { schwab: party }, agent: 'Rollbook/test', note, sleep, ...patience });
  t.after(async () => {
    await ask.close();
    server.close();
  });
  const headers = { authorization: 'Bearer canary' };
  const question: Question = { party: 'schwab', budget: 'trader', method: 'GET', url, headers, isRead: true };
  return { ask, question, asked, notes };
}

test('a certificate that nobody vouches for: nothing is sent, it is said so, and not tried again', async (t) => {
  const { ask, question, asked, notes } = await pretender(t);
  await assert.rejects(ask.ask(question), (fault) => {
    assert.ok(fault instanceof OutgoingFault);
    assert.equal(fault.kind, 'untrusted');
    assert.match(fault.message, /^Schwab .*certificate/);
    return true;
  });
  assert.deepEqual(asked, []);
  assert.deepEqual(
    notes.map(({ fault, code }) => [fault, code]),
    [['untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT']],
  );
});

test('it says so to the person, with what to look at', async (t) => {
  const { ask, question } = await pretender(t);
  await assert.rejects(askBroker(ask, 'Schwab', question), (fault) => {
    assert.ok(fault instanceof BrokerFault);
    assert.equal(fault.kind, 'unavailable');
    assert.match(fault.message, /certificate.*date and time/);
    return true;
  });
});

test('no setting of the environment makes Rollbook trust it', async (t) => {
  const { ask, question, asked } = await pretender(t);
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  t.after(() => {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  });
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  await assert.rejects(ask.ask(question), { kind: 'untrusted' });
  assert.deepEqual(asked, []);
});
