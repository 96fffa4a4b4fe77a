import type { Decision } from '../engine/types.ts';

type Said = Decision extends infer Each ? (Each extends Decision ? Omit<Each, 'id'> : never) : never;

/** What the toast says of it. */
export function decidedWords(said: Said, ticker: string): string {
  switch (said.kind) {
    case 'accept':
      return said.suggestion.startsWith('SPLIT.')
        ? `${ticker}: a trade of its own now.`
        : `${ticker}: one campaign now.`;
    case 'reject':
      return `${ticker}: left as it is, and not asked again.`;
    case 'link':
      return `${ticker}: these two are a roll.`;
    case 'unlink':
      return `${ticker}: these two are no roll.`;
    case 'move':
      return `${ticker}: moved to ${said.to === 'new' ? 'a new campaign' : 'the other campaign'}.`;
    case 'lock':
      return `${ticker}: locked; nothing is asked of it any more.`;
    case 'ex-date':
      return `${ticker}: the ex-date is entered.`;
    case 'cost':
      return `${ticker}: the cost is entered.`;
  }
}

export function standingWords(ticker: string, stands: boolean): string {
  return stands ? `${ticker}: said again.` : `${ticker}: taken back.`;
}
