import type { Desk } from '../ledger/desk.ts';

/** Something that happened on purpose, so that it is there to be seen whatever chance has brought. */
export interface Story {
  readonly name: string;
  readonly account: 'main' | 'other';
  readonly symbol: string;
  readonly tell: (desk: Desk) => void;
}

export function story(
  symbol: string,
  name: string,
  tell: Story['tell'],
  account: Story['account'] = 'main',
): Story {
  return { name, account, symbol, tell };
}
