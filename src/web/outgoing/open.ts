import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Outgoing, Question } from '../outgoing.ts';
import { Desk, type DeskMeans } from './desk.ts';
import { Exchange, PATIENCE, type Patience } from './exchange.ts';
import { forbiddenHost, neverBegun } from './faults.ts';
import { refuseHeaders } from './headers.ts';
import type { Parties } from './parties.ts';

export interface OutgoingMeans extends Partial<DeskMeans> {
  readonly parties: Parties;
  /** What we call ourselves over there. */
  readonly agent: string;
  readonly patience?: Partial<Patience>;
}

/** The one way out of the house. What makes the connections is loaded with the first question. */
export function openOutgoing({ parties, agent, patience, ...own }: OutgoingMeans): Outgoing {
  const means = { ...DEFAULTS, ...own };
  const exchange = new Exchange(agent, { ...PATIENCE, ...patience });
  const desks = new Map(
    Object.entries(parties).map(([name, party]) => [name, new Desk(party, exchange, means)]),
  );
  const ask = async (question: Question): Promise<Answer> => {
    const desk = desks.get(question.party);
    if (desk === undefined || !parties[question.party]?.origins.includes(question.url.origin))
      throw forbiddenHost(question.url);
    if (question.signal?.aborted || exchange.isClosed) throw neverBegun();
    refuseHeaders(question);
    return desk.ask(question);
  };
  return { ask, close: () => exchange.close() };
}

const DEFAULTS: DeskMeans = {
  clock: Date.now,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  note: () => undefined,
};
