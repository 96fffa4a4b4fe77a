import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Listening, Outgoing, Question } from '../outgoing.ts';
import { Board, boardMemory } from './board.ts';
import { Desk, type DeskMeans } from './desk.ts';
import { Exchange, PATIENCE, type Patience } from './exchange.ts';
import { forbiddenHost, neverBegun } from './faults.ts';
import { refuseHeaders } from './headers.ts';
import { listen } from './listener.ts';
import type { Parties } from './parties.ts';

export interface OutgoingMeans extends Partial<DeskMeans> {
  readonly parties: Parties;
  /** What we call ourselves over there. */
  readonly agent: string;
  /** Of another thread that asks the same parties: their pace and their circuits are kept together with it. */
  readonly shared?: SharedArrayBuffer;
  readonly patience?: Partial<Patience>;
}

/** The one way out of the house. What makes the connections is loaded with the first question. */
export function openOutgoing({ parties, agent, patience, shared, ...own }: OutgoingMeans): Outgoing {
  const means = { ...DEFAULTS, ...own };
  const exchange = new Exchange(agent, { ...PATIENCE, ...patience });
  const board = new Board(shared ?? boardMemory());
  const desks = new Map(
    Object.entries(parties).map(([name, party]) => [name, new Desk(party, exchange, means, board)]),
  );
  const ask = async (question: Question): Promise<Answer> => {
    const desk = desks.get(question.party);
    if (desk === undefined || !parties[question.party]?.origins.includes(question.url.origin))
      throw forbiddenHost(question.url);
    if (question.signal?.aborted || exchange.isClosed) throw neverBegun();
    refuseHeaders(question);
    return desk.ask(question);
  };
  const closing = new AbortController();
  return {
    ask,
    listen: async (listening: Listening) => {
      const party = parties[listening.party];
      if (party === undefined) throw new Error(`there is no party ${listening.party}`);
      const signal = AbortSignal.any([closing.signal, listening.signal]);
      await listen({ ...listening, signal }, party, agent, means);
    },
    close: async () => {
      closing.abort();
      await exchange.close();
    },
  };
}

const DEFAULTS: DeskMeans = {
  clock: Date.now,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  note: () => undefined,
};
