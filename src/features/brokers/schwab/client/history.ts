import type { BrokerAccount } from '../../../../model/broker.ts';
import { inAddress } from '../../asking.ts';
import { type BrokerFault, TooMuch } from '../../faults.ts';
import type { Page, Pass, Stretch } from '../../port.ts';
import { splitElements } from '../parse/elements.ts';
import { readRawRows } from '../parse/raw-rows.ts';
import { askSchwab, orThrow } from './ask.ts';
import { unreadable } from './faults.ts';
import type { SchwabMeans } from './means.ts';
import { narrower } from './stretches.ts';

// Schwab cuts an answer off here, and does not say so.
const MOST_ROWS = 3000;

export async function transactionsOf(
  means: SchwabMeans,
  pass: Pass,
  account: BrokerAccount,
  stretch: Stretch,
): Promise<Page> {
  const text = await textOrTooMuch(askSchwab(means, pass, addressOf(account, stretch)));
  if (text instanceof TooMuch) return { rows: [], instead: narrowed(stretch, text) };
  const elements = orThrow(splitElements(text));
  if (elements.length >= MOST_ROWS) return { rows: [], instead: narrowed(stretch, hiding()) };
  const asked = { ...stretch, account: account.number };
  return { rows: orThrow(readRawRows(elements, asked)), instead: [] };
}

const hiding = () => unreadable('has 3,000 rows within one second, and hides what comes after them');

async function textOrTooMuch(text: Promise<string>): Promise<string | TooMuch> {
  return text.catch((error: unknown) => {
    if (error instanceof TooMuch) return error;
    throw error;
  });
}

function narrowed(stretch: Stretch, otherwise: BrokerFault): readonly Stretch[] {
  const instead = narrower(stretch);
  if (instead.length === 0) throw otherwise;
  return instead;
}

function addressOf({ handle }: BrokerAccount, { from, to, type }: Stretch): string {
  const query = new URLSearchParams({
    startDate: new Date(from).toISOString(),
    endDate: new Date(to).toISOString(),
    types: type,
  });
  return `/trader/v1/accounts/${inAddress(handle)}/transactions?${query}`;
}
