/** How an action is taken back: the inverse noun's address. */
export interface Undo {
  readonly method: 'POST' | 'DELETE';
  readonly url: string;
}

export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** The form field the sentence belongs beside, where there is one. */
  readonly field?: string;
}

/** What an action answers: done, perhaps with a way back, or refused with a sentence. */
export type Outcome<T> = { readonly ok: true; readonly value: T; readonly undo?: Undo } | Refusal;

export function done<T>(value: T, undo?: Undo): Outcome<T> {
  return undo === undefined ? { ok: true, value } : { ok: true, value, undo };
}

export function refused(code: string, message: string, field?: string): Refusal {
  return field === undefined ? { ok: false, code, message } : { ok: false, code, message, field };
}

/** There is no such thing, or it is somebody else's: the two look alike from outside. */
export const NOT_FOUND = refused('not-found', 'There is no such thing, or it is gone.');

/** What was typed, and what is wrong with it. */
export interface Mistake {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What cannot be said beside one field. */
  readonly problem: string;
}

export const noMistake: Mistake = { typed: {}, errors: {}, problem: '' };
