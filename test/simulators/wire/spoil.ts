import { type Answer, json, page } from './answer.ts';
import type { Fault } from './faults.ts';

/** What the fault makes of an answer that would have been good; what it makes of the connection is another matter. */
export function spoil(answer: Answer, fault: Fault): Answer {
  if (fault.kind === 'malformed') return { ...answer, body: answer.body.slice(0, halfOf(answer)) };
  if (fault.kind === 'missing') return each(answer, fault.field, () => undefined);
  if (fault.kind === 'instead') return each(answer, fault.field, () => fault.value);
  if (fault.kind !== 'nan') return answer;
  const marked = each(answer, fault.field, () => NOT_A_NUMBER);
  return { ...marked, body: marked.body.replaceAll(JSON.stringify(NOT_A_NUMBER), 'NaN') };
}

// Half of a list of lines is a list of lines: nobody could tell. Half of its heading is nothing.
function halfOf({ headers, body }: Answer): number {
  return (headers['content-type'] === 'text/csv' ? body.indexOf('\n') : body.length) / 2;
}

const NOT_A_NUMBER = '<not a number>';

/** The answer that is given without asking anyone; null: someone has to be asked. */
export function answerInstead(fault: Fault): Answer | null {
  if (fault.kind === 'html') return page('Access Denied', '<p>Reference #18.5c</p>', fault.status);
  if (fault.kind !== 'status') return null;
  const { status, headers = {}, body = { message: 'planned' } } = fault;
  const answer = typeof body === 'string' ? { status, headers: {}, body } : json(body, status);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function each(answer: Answer, field: string, change: () => unknown): Answer {
  if (answer.headers['content-type'] !== 'application/json') return answer;
  const body = JSON.stringify(JSON.parse(answer.body), (key, value) => (key === field ? change() : value));
  return { ...answer, body };
}
