/** Why something cannot be read, as the rest of a sentence that begins with it: "... has no readable time." */
export interface Fault {
  readonly fault: string;
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}
