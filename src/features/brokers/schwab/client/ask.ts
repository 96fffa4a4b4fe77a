import type { Answer } from '../../../../web/outgoing.ts';
import { askBroker, askWithPass, isPage, textOf } from '../../asking.ts';
import { type Fault, isFault } from '../../parse/faults.ts';
import type { Pass } from '../../port.ts';
import { readAnswer } from '../parse/answer-text.ts';
import { faultOf, isTooBig, unreadable } from './faults.ts';
import type { SchwabMeans } from './means.ts';

// The fullest page, 3,000 spreads, is half of this.
const MOST_BYTES = 16 * 1024 * 1024;

/** The text of a good answer; a fault for any other. */
export async function askSchwab(means: SchwabMeans, pass: Pass, path: string): Promise<string> {
  return goodText(means, await answerTo(means, pass, path));
}

/** null where Schwab says that it has nothing of that name. */
export async function lookUp(means: SchwabMeans, pass: Pass, path: string): Promise<unknown> {
  const answer = await answerTo(means, pass, path);
  if (answer.status === 404 && !isPage(answer)) return null;
  return orThrow(readAnswer(goodText(means, answer))).value;
}

/** What a parser made of an answer, or the fault that it could not. */
export function orThrow<T extends object>(read: T | Fault): T {
  if (isFault(read)) throw unreadable(read.fault);
  return read as T;
}

function answerTo({ ask, baseUrl, clock }: SchwabMeans, pass: Pass, path: string): Promise<Answer> {
  const get = (access: string) =>
    askBroker(ask, 'Schwab', {
      party: 'schwab',
      budget: 'trader',
      method: 'GET',
      url: new URL(path, baseUrl),
      headers: { authorization: `Bearer ${access}`, accept: 'application/json' },
      isRead: true,
      isAnswer: isTooBig,
      mostBytes: MOST_BYTES,
      signal: pass.signal,
    });
  return askWithPass(pass, get, {
    isRefusal: ({ status }) => status === 401,
    isOver: (answer) => faultOf(answer, clock())?.kind === 'needs-sign-in',
  });
}

function goodText({ clock }: SchwabMeans, answer: Answer): string {
  const fault = faultOf(answer, clock());
  if (fault !== null) throw fault;
  return textOf(answer);
}
