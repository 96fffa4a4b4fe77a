import type { Instrument } from '../../../../../model/instrument.ts';
import type { TransactionKind } from '../../../../../model/transaction.ts';

/**
 * Rule: the type says what a row is, except for deliveries, dividends and journals, which only their description
 * tells apart. Example: `Removed due to Assignment PUT FORD MTR CO $12 EXP 04/17/26` on a RECEIVE_AND_DELIVER.
 */
export interface Wording {
  readonly type: string;
  /** Upper case, single spaces. */
  readonly words: string;
}

const MOVES_CASH = new Set([
  'ACH_RECEIPT',
  'ACH_DISBURSEMENT',
  'CASH_RECEIPT',
  'CASH_DISBURSEMENT',
  'ELECTRONIC_FUND',
  'WIRE_IN',
  'WIRE_OUT',
  'RECEIVE_AND_DELIVER',
]);
const MOVES_NOTHING = new Set(['SMA_ADJUSTMENT', 'MEMORANDUM', 'MONEY_MARKET', 'MARGIN_CALL']);

export function wordingOf(type: string, description: string | null | undefined): Wording {
  return { type, words: (description ?? '').toUpperCase().replace(/\s+/g, ' ').trim() };
}

/** Notes of margin and sweeps between cash and a money fund: neither cash nor positions change. */
export function isNoise({ type }: Wording): boolean {
  return MOVES_NOTHING.has(type);
}

/** null where we do not know what a row of plain cash is. */
export function kindOfCash({ type, words }: Wording, netE4: number): TransactionKind | null {
  if (type === 'DIVIDEND_OR_INTEREST') return isInterest(words) ? 'CASH' : 'DIVIDEND';
  if (type === 'JOURNAL') return netE4 < 0 && isCompany(words) ? 'WITHHOLDING' : 'CASH';
  return MOVES_CASH.has(type) ? 'CASH' : null;
}

/** null where we do not know what happened to the security. */
export function kindOfMove(wording: Wording, what: Instrument, quantityE8: number, grossE4: number) {
  const { type, words } = wording;
  if (type === 'TRADE') return 'TRADE';
  if (type === 'DIVIDEND_OR_INTEREST' && !isSplit(words)) return isInterest(words) ? 'CASH' : 'DIVIDEND';
  if (!['RECEIVE_AND_DELIVER', 'JOURNAL', 'DIVIDEND_OR_INTEREST'].includes(type)) return null;
  return what.kind === 'OPTION'
    ? kindOfContract(words, what.deliverableE8 === 0, grossE4)
    : kindOfShares(words, quantityE8, grossE4);
}

function kindOfContract(words: string, isCashSettled: boolean, grossE4: number): TransactionKind {
  const removal = removalOf(words);
  if (grossE4 !== 0 && (removal !== null || isCashSettled || /\bSETTLE/.test(words)))
    return 'CASH_SETTLEMENT';
  return removal ?? corporateAction(words) ?? 'TRANSFER';
}

function removalOf(words: string): TransactionKind | null {
  if (/\bASSIGN(ED|MENT)\b/.test(words)) return 'ASSIGNMENT';
  if (/\bEXERCISED?\b|\bEXCHANGE (CALL|PUT)\b/.test(words)) return 'EXERCISE';
  return /\bEXPIR(ED|ATION)\b/.test(words) ? 'EXPIRATION' : null;
}

// Shares inside a removal come again as a trade at the strike, unless they are paid for right here.
function kindOfShares(words: string, quantityE8: number, grossE4: number): TransactionKind {
  if (quantityE8 === 0) return /\bLIEU\b/.test(words) ? 'DIVIDEND' : 'ADJUSTMENT';
  if (/\bDUE TO (ASSIGN|EXERCISE)/.test(words)) return grossE4 === 0 ? 'ADJUSTMENT' : 'TRADE';
  const action = corporateAction(words);
  if (action === 'SPLIT' && quantityE8 < 0) return 'ADJUSTMENT';
  return action ?? (grossE4 === 0 ? 'TRANSFER' : 'ADJUSTMENT');
}

// XXX is Schwab's own mark, glued to the end of a company's name.
const REORGANISED =
  /XXX(?=[A-Z])|\bREV(ERSE)?[ -]SPLIT|\bMERGER\b|\b(NAME|CUSIP|SYMBOL|TICKER) CHANGE|\bSPIN[ -]?OFF|\bCONVERSION\b|\bREDEMPTION\b|\bTENDER|\bLIQUIDATION\b|\bREORG/;
const SPLIT = /\b(FORWARD|FRWD|FWD|STOCK|STK)[ -]SPLIT|\b(STOCK|STK) DIV(IDEND)?\b/;

function corporateAction(words: string): TransactionKind | null {
  if (REORGANISED.test(words)) return 'ADJUSTMENT';
  return isSplit(words) ? 'SPLIT' : null;
}

function isSplit(words: string): boolean {
  return SPLIT.test(words);
}

// Trusts are called "... SHARES OF BENEFICIAL INTEREST": what counts is how the text begins, or dates behind it.
const INTEREST =
  /^(?:(?:SCHWAB1?|BANK|CREDIT|MARGIN|DEBIT|BOND|CASH|SWEEP|ADJ) )*INT(?:EREST)?\b|\bINT(?:EREST)? \d\d\/\d\d|\b(?:CREDIT|MARGIN|DEBIT|BOND|BANK) INTEREST\b/;

function isInterest(words: string): boolean {
  return INTEREST.test(words);
}

// Bank, fund, credit, transfer and Visa are also words of companies' names, so only the beginning tells.
const ABOUT_CASH =
  /^(?:JOURNAL|JRNL|TFR|TRF|TRANSFER|TRSF|INTERNAL|WIRE|WIRED|MONEYLINK|ACH|ATM|CHECK|CASH|MARGIN|SWEEP|DEPOSIT|WITHDRAWAL|FUNDS?|SERVICE|FUTURES|MARK TO|ADJ|ACCOUNT|REBATE|PROMOTION)\b|\b(?:TO|FROM|FRM|FEES?)\b|\.\.\.\d|X{3}-?\d/;

function isCompany(words: string): boolean {
  return words !== '' && !ABOUT_CASH.test(words) && !isInterest(words);
}
