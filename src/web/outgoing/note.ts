import type { OutgoingFaultKind, Question } from '../outgoing.ts';

/** What may be told of a call: no header, no body, nothing from which an account or a person could be known. */
export interface Note {
  readonly party: string;
  readonly method: string;
  readonly path: string;
  /** null where there was no answer; then there is a fault. */
  readonly status: number | null;
  readonly fault: OutgoingFaultKind | null;
  /** The system's own name for what went wrong: ECONNRESET. */
  readonly code: string | null;
  readonly ms: number;
  /** 1 for the first. */
  readonly attempt: number;
}

const WORD = /^(v\d|[a-z]{1,20}([A-Z][a-z]{1,20})*)$/;

/** The address without its question, and with a star for all that is no plain word: accounts, symbols, numbers. */
export function plainPath({ pathname }: Question['url']): string {
  return pathname
    .split('/')
    .map((part) => (part === '' || WORD.test(part) ? part : '*'))
    .join('/');
}
