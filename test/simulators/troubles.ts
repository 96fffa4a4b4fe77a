import type { FaultKind } from '../../src/features/brokers/faults.ts';
import type { Trouble } from '../contract/broker.ts';
import type { Fault } from './wire/faults.ts';
import type { Simulator } from './wire/simulator.ts';

/** Everything that a broker does to those who ask it, and what it has to be taken for. */
const TROUBLES: readonly (readonly [story: string, kind: FaultKind, fault: Fault])[] = [
  ['slow down, in a while', 'busy', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
  ['slow down', 'busy', { kind: 'status', status: 429 }],
  ['a failure of theirs', 'unavailable', { kind: 'status', status: 500 }],
  ['a gateway page', 'unavailable', { kind: 'html', status: 502 }],
  ['a torn connection', 'unavailable', { kind: 'reset' }],
  ['an answer lost on its way', 'unavailable', { kind: 'lost' }],
  ['a connection torn in the middle', 'unavailable', { kind: 'half' }],
  ['silence', 'unavailable', { kind: 'delay', ms: 500 }],
  ['a byte at a time', 'unavailable', { kind: 'trickle', ms: 100 }],
  ['half of the JSON', 'unreadable', { kind: 'malformed' }],
  ['a page that says 200', 'unavailable', { kind: 'html' }],
  ['an error that says 200', 'unreadable', { kind: 'status', status: 200, body: { message: 'planned' } }],
  ['nothing that says 200', 'unreadable', { kind: 'status', status: 200, body: '' }],
  ['an answer without end', 'unreadable', { kind: 'flood' }],
];

/** Each from the n-th question on, for good. Names that cannot be read are no reason to do without the accounts. */
export function troublesOf(simulator: Simulator, access: Fault): readonly Trouble[] {
  const all = [...TROUBLES, ['the access is over', 'needs-sign-in', access] as const];
  return all.map(([story, kind, fault]) => ({
    story,
    kind,
    forgiving: kind === 'unreadable' ? ['accounts'] : [],
    begin: (from) => simulator.faults.add({ at: 'GET /**', from, times: 0, fault }),
  }));
}
