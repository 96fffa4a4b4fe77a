import type { Answer, Question } from '../../../../web/outgoing.ts';
import { askBroker, askWithPass, textOf } from '../../asking.ts';
import { type Fault, isFault } from '../../parse/faults.ts';
import type { Pass } from '../../port.ts';
import { readData } from '../parse/answers.ts';
import { faultOf, isTokenRefused, unreadable } from './faults.ts';
import type { ZerodhaMeans } from './means.ts';

/** Kite grants each of them so many calls a second. */
export type Budget = 'trader' | 'quote' | 'historical';

const MOST_BYTES = 16 * 1024 * 1024;

/** What a good answer holds; a fault for any other. */
export async function askKite(
  means: ZerodhaMeans,
  pass: Pass,
  path: string,
  budget: Budget = 'trader',
): Promise<unknown> {
  return orThrow(readData(textOf(await answerTo(means, pass, path, { budget })))).data;
}

/** A good answer, whatever it holds; one with a reader has been read. */
export async function answerTo(
  means: ZerodhaMeans,
  pass: Pass,
  path: string,
  { budget = 'trader', ...how }: Pick<Question, 'reader'> & { readonly budget?: Budget },
): Promise<Answer> {
  const get = (access: string) =>
    askBroker(means.ask, 'Zerodha', {
      party: 'zerodha',
      budget,
      method: 'GET',
      url: new URL(path, means.baseUrl),
      headers: { 'x-kite-version': '3', authorization: `token ${pass.app.key}:${access}` },
      isRead: true,
      mostBytes: MOST_BYTES,
      signal: pass.signal,
      ...how,
    });
  const answer = await askWithPass(pass, get, { isRefusal: isTokenRefused, isOver: isTokenRefused });
  const fault = faultOf(answer, means.clock());
  if (fault !== null) throw fault;
  return answer;
}

/** What a parser made of an answer, or the fault that it could not. */
export function orThrow<T extends object>(read: T | Fault): T {
  if (isFault(read)) throw unreadable(read.fault);
  return read as T;
}
