import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Actor } from '../../../model/actor.ts';
import type { Holding } from '../../../model/holding.ts';
import { done, NOT_FOUND, type Outcome, type Refusal, refused } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { type Account, accountsOf } from '../../brokers/index.ts';
import { holdingsIn, replaceHoldings } from '../../positions/index.ts';
import { heldLines } from '../engine/import-holdings.ts';
import { deleteOnlyIn, transactionsOnlyIn } from '../store/import-rows.ts';
import { deleteImport, findImport, hasLaterHoldings, heldBefore, type Import } from '../store/imports.ts';
import { markTickers, noteDay } from './compile.ts';
import type { Means } from './import-file.ts';

export interface TakenBack {
  readonly rows: number;
}

/** An import undone: what came by it alone goes, the account it went to stays, with whatever was noted there. */
export function takeBack(deps: Means, actor: Actor, id: string): Outcome<TakenBack> {
  const found = findImport(deps.db, actor.userId, id);
  const account = accountsOf(deps.db, actor.userId).find((one) => one.id === found?.accountId);
  if (found === null || account === undefined) return NOT_FOUND;
  return write(deps.db, (tx) => {
    const rows =
      found.format === 'zerodha-holdings'
        ? putBack(tx, account, found)
        : removeRows(tx, actor.userId, account, found);
    if (typeof rows !== 'number') return rows;
    deleteImport(tx, actor.userId, id);
    bumpVersion(tx, actor.userId);
    const before = { format: found.format, newRows: found.newRows };
    record(tx, deps, actor, { action: 'import-taken-back', subject: account.name, before, after: { rows } });
    return done({ rows });
  });
}

function removeRows(tx: Tx, userId: string, account: Account, { id }: Import): number {
  const days = new Map<string, IsoDate>();
  for (const row of transactionsOnlyIn(tx, id)) noteDay(days, row);
  markTickers(tx, { userId, account }, days);
  return deleteOnlyIn(tx, id);
}

function putBack(tx: Tx, account: Account, found: Import): number | Refusal {
  const text = heldBefore(tx, found);
  if (account.connectionId !== null || text === null || hasLaterHoldings(tx, found)) return REPLACED;
  const before: readonly Holding[] = JSON.parse(text);
  const changed = heldLines(holdingsIn(tx, account.id), before).filter(({ change }) => change !== 'same');
  replaceHoldings(tx, account.id, before);
  return changed.length;
}

const REPLACED = refused(
  'replaced',
  'What is held has been told anew since, by the broker or a later file: there is nothing to go back to.',
);
