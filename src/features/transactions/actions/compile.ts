import { mark } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Problem, Transaction } from '../../../model/transaction.ts';
import { type Span, spansAround, withCompanions } from '../engine/spans.ts';
import {
  type Compiled,
  compiledOf,
  dropOtherParts,
  dropProblems,
  insertTransaction,
  saveProblem,
  saveTransaction,
  signOf,
  signsOf,
} from '../store/compiled.ts';
import { type KeptRow, keptBetween, textOf } from '../store/rows.ts';
import type { Mirror, Touched } from './mirror.ts';

/** Understands anew what was touched, and what that may have changed around it; marks what hangs on it. */
export function compile(tx: Tx, mirror: Mirror, touched: readonly Touched[]): void {
  const days = new Map<string, IsoDate>();
  const texts = new Map(touched.map(({ activityId, text }) => [activityId, text]));
  const changes = new Map(touched.map((one) => [one.activityId, one]));
  for (const span of spansAround(touched.flatMap(({ moments }) => moments))) {
    const rows = understood(tx, mirror, span, texts);
    const companions = rows.filter(({ kept }) => !changes.has(kept.id));
    const signs = signsOf(
      tx,
      mirror.account.id,
      companions.map(({ kept }) => kept.id),
    );
    for (const row of rows) {
      const change = changes.get(row.kept.id)?.change ?? null;
      if (change !== null || signs.get(row.kept.id) !== signsIn(row)) keep(tx, mirror, row, change, days);
      changes.delete(row.kept.id);
    }
  }
  // What is left has no text any more: it comes to nothing.
  for (const { activityId } of changes.values()) forget(tx, mirror, activityId, days);
  markTickers(tx, mirror, days);
}

interface Understood {
  readonly kept: KeptRow;
  readonly transactions: readonly Transaction[];
  readonly problems: readonly Problem[];
}

function understood(
  tx: Tx,
  { account, parse }: Mirror,
  span: Span,
  texts: ReadonlyMap<string, string | null>,
): readonly Understood[] {
  const { from, to } = withCompanions(span);
  const rows = keptBetween(tx, account.id, from, to);
  const parsed = parse(rows.map((row) => ({ ...row, text: texts.get(row.id) ?? textOf(tx, row.rawId) })));
  const transactions = Map.groupBy(parsed.transactions, ({ id }) => id);
  const problems = Map.groupBy(parsed.problems, ({ transactionIds }) => transactionIds[0] ?? '');
  return rows
    .filter(({ happenedAt }) => happenedAt >= span.from && happenedAt <= span.to)
    .map((kept) => ({
      kept,
      transactions: transactions.get(kept.id) ?? [],
      problems: problems.get(kept.id) ?? [],
    }));
}

function keep(
  tx: Tx,
  { userId, account }: Mirror,
  { kept, transactions, problems }: Understood,
  change: Touched['change'] | null,
  days: Map<string, IsoDate>,
): void {
  const isNew = change === 'new';
  const before = isNew ? [] : compiledOf(tx, account.id, kept.id);
  const owner: Compiled = { userId, accountId: account.id, activityId: kept.id, rawId: kept.rawId };
  for (const row of transactions) (isNew ? insertTransaction : saveTransaction)(tx, owner, row);
  if (before.length > 0)
    dropOtherParts(
      tx,
      account.id,
      kept.id,
      transactions.map(({ part }) => part),
    );
  if (!isNew) dropProblems(tx, kept.rawId);
  for (const problem of problems) saveProblem(tx, kept.rawId, problem);
  for (const row of [...before, ...transactions]) noteDay(days, row);
}

/** Beside a row that changed, a companion changes in what it is taken for, in nothing else. */
function signsIn({ transactions }: Understood): string | undefined {
  const signs = transactions.map(({ part, kind, instrument }) =>
    signOf({ part, kind, ticker: instrument?.ticker ?? null }),
  );
  return signs.length === 0 ? undefined : signs.join('');
}

function forget(tx: Tx, { account }: Mirror, activityId: string, days: Map<string, IsoDate>): void {
  for (const row of compiledOf(tx, account.id, activityId)) noteDay(days, row);
  dropOtherParts(tx, account.id, activityId, []);
}

/** The earliest day on which something of a ticker changed. Dividends may name none: they are kept under ''. */
export function noteDay(days: Map<string, IsoDate>, { instrument, kind, tradedOn }: Transaction): void {
  if (instrument === null && kind === 'CASH') return;
  const ticker = instrument?.ticker ?? '';
  const known = days.get(ticker);
  if (known === undefined || tradedOn < known) days.set(ticker, tradedOn);
}

export function markTickers(
  tx: Tx,
  { userId, account }: Pick<Mirror, 'userId' | 'account'>,
  days: ReadonlyMap<string, IsoDate>,
): void {
  for (const [ticker, earliest] of days) mark(tx, userId, 'ticker', `${account.id}\n${ticker}`, earliest);
}
