import type { Deps } from '../../../db/deps.ts';
import type { Tx } from '../../../db/open.ts';
import type { Actor } from '../../../model/actor.ts';
import { record } from '../../audit/index.ts';
import { brokerNames } from '../brokers.ts';
import { type Account, accountsOf, insertAccount } from '../store/accounts.ts';

interface Wanted {
  readonly broker: 'schwab' | 'zerodha';
  /** As statements have it, so that a connection made later meets it; or any name. */
  readonly number: string;
}

/** The account of this number; one that nobody is connected with where there is none. */
export function openAccount(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId' | 'keyring'>,
  actor: Actor,
  { broker, number }: Wanted,
): Account {
  const known = accountsOf(tx, actor.userId).find((one) => one.broker === broker && one.number === number);
  if (known !== undefined) return known;
  const currency = broker === 'zerodha' ? 'INR' : 'USD';
  const made: Account = {
    ...{ id: deps.newId(), broker, number, handle: number, currency, connectionId: null },
    name: nameFor(broker, number),
  } as const;
  insertAccount(tx, actor.userId, made, deps.clock());
  record(tx, deps, actor, { action: 'account-opened', subject: made.name });
  return made;
}

/** As a connection would call it: a number is private, its last digits tell it; any other word is what its owner chose. */
function nameFor(broker: Wanted['broker'], number: string): string {
  const isClient = broker === 'zerodha' && /^[A-Z]{2,3}\d{3,6}$/.test(number);
  const shown = isClient ? number : withoutNumbers(number);
  return isClient || /^\.{3}\d+$/.test(shown) ? `${brokerNames[broker]} ${shown}` : shown;
}

/** The name is told on pages and in the log, for ever: `IRA 1234-5678` is `IRA ...678` there. */
function withoutNumbers(text: string): string {
  return text.replace(/\d(?:[ -]?\d){4,}/g, (digits) => `...${digits.replace(/\D/g, '').slice(-3)}`);
}
