/**
 * Which account a file belongs to, before anybody has said: the one it names by its last digits, or the only one there
 * is; else none, and a person says. Example: `... for account Individual ...123 as of ...` is 55550123, if there is one.
 */
interface Known {
  readonly id: string;
  readonly number: string;
}

export function proposedAccount<T extends Known>(accounts: readonly T[], named: string | null): T | null {
  const ending = endingOf(named);
  if (ending === '') return accounts.length === 1 ? (accounts[0] ?? null) : null;
  const fitting = accounts.filter(({ number }) => number.endsWith(ending));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** A file that names another account than the one chosen: worth a word, for people do choose the wrong file. */
export function namesAnother({ number }: Pick<Known, 'number'>, named: string | null): boolean {
  const ending = endingOf(named);
  return ending !== '' && /\d{3}$/.test(number) && !number.endsWith(ending);
}

// `...123`, `XXXX-1234`
function endingOf(named: string | null): string {
  return /(\d{3,4})$/.exec(named ?? '')?.[1] ?? '';
}
