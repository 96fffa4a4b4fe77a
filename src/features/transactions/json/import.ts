import * as z from 'zod';
import type { FileFormat } from '../../../model/file-format.ts';
import { fileFormats } from '../../../model/file-format.ts';
import type { HeldLine } from '../engine/import-holdings.ts';
import type { SortedImport } from '../engine/listed.ts';

interface Import {
  readonly id: string;
  readonly format: FileFormat;
  readonly fileName: string;
  readonly accountId: string | null;
  readonly receivedAt: number;
  readonly importedAt: number | null;
  readonly newRows: number;
  readonly knownRows: number;
}

interface Imported {
  readonly import: Import;
  readonly unread: readonly z.infer<typeof line>[];
}

interface Preview extends Imported {
  readonly accounts: readonly Named[];
  readonly account: Named | null;
  readonly named: string | null;
  readonly told: SortedImport | { readonly held: readonly HeldLine[] };
}

type Named = z.infer<typeof named>;

const named = z.object({ id: z.string(), name: z.string() });
const line = z.strictObject({ line: z.number(), text: z.string(), reason: z.string() });

export const importShape = z.strictObject({
  id: z.string(),
  format: z.enum(fileFormats),
  file_name: z.string(),
  /** null while it waits. */
  account: z.string().nullable(),
  received_at: z.iso.datetime(),
  imported_at: z.iso.datetime().nullable(),
  new_rows: z.number(),
  known_rows: z.number(),
});

export const importsShape = z.strictObject({ imports: z.array(importShape) });

/** While it waits, the counts are what would come of it. */
export const previewShape = z.strictObject({
  ...importShape.shape,
  /** What the file calls its account. */
  named: z.string().nullable(),
  /** Those it can go to. */
  accounts: z.array(named),
  unread: z.array(line),
});

export const takenBackShape = z.strictObject({ rows: z.number() });

export function importJson(one: Import): z.infer<typeof importShape> {
  const at = (instant: number) => new Date(instant).toISOString();
  return {
    id: one.id,
    format: one.format,
    file_name: one.fileName,
    account: one.accountId,
    received_at: at(one.receivedAt),
    imported_at: one.importedAt === null ? null : at(one.importedAt),
    new_rows: one.newRows,
    known_rows: one.knownRows,
  };
}

export function previewJson(found: Preview | Imported): z.infer<typeof previewShape> {
  const unread = found.unread.map(({ line, text, reason }) => ({ line, text, reason }));
  const one = importJson(found.import);
  if (!('told' in found)) return { ...one, named: null, accounts: [], unread };
  const accounts = found.accounts.map(({ id, name }) => ({ id, name }));
  return {
    ...one,
    ...countsOf(found),
    account: found.account?.id ?? null,
    named: found.named,
    accounts,
    unread,
  };
}

function countsOf({ told }: Preview) {
  if ('fresh' in told) return { new_rows: told.fresh.length, known_rows: told.known.length };
  const known = told.held.filter(({ change }) => change === 'same').length;
  return { new_rows: told.held.length - known, known_rows: known };
}
