import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import { notFound } from '../../../web/errors.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { acceptUploads, upload } from '../../../web/uploads.ts';
import { writes } from '../../../web/writes.ts';
import { accountsOf } from '../../brokers/index.ts';
import { acceptFile } from '../actions/import-accept.ts';
import { discardFile, receiveFile } from '../actions/import-file.ts';
import { lookAtImport } from '../actions/import-preview.ts';
import { takeBack } from '../actions/import-take-back.ts';
import { acceptance, importId, importQuery } from '../forms.ts';
import {
  importJson,
  importShape,
  importsShape,
  previewJson,
  previewShape,
  takenBackShape,
} from '../json/import.ts';
import { importsOf } from '../store/imports.ts';
import { countOdd } from '../store/record.ts';
import { importedView, importedWords, importsView, takenBackWords, waitingView } from '../view/import.ts';

// A form's own words come on top of the file.
const LARGEST = 5 * 1024 * 1024 + 4096;
const SHOWN = 20;

export function addImport(app: FastifyInstance, deps: Deps): void {
  acceptUploads(app, LARGEST);
  const permission = 'transactions:import';

  const page = (mistake: Mistake, { actor, identity }: Asked) => ({
    template: 'transactions/import',
    title: 'Import',
    view: importsView(importsFor(deps, actor.userId), mistake, identity, deps.clock()),
  });

  reads(app, {
    permission,
    page: '/transactions/import',
    summary: 'The form for a file of a broker, and what came of those before.',
    run: () => noMistake,
    html: page,
  });

  reads(app, {
    permission,
    api: '/api/transactions/imports',
    summary: 'The files that were imported, newest first.',
    out: importsShape,
    run: ({ actor }) => importsOf(deps.db, actor.userId, SHOWN),
    json: (found) => ({ imports: found.map(importJson) }),
  });

  writes(app, {
    permission,
    page: '/transactions/import',
    api: '/api/transactions/import',
    summary:
      'Receives a file, as a form sends one (multipart/form-data); nothing is imported before it is accepted.',
    body: z.object({ file: upload }),
    out: importShape,
    run: ({ actor, body }) => receiveFile(deps, actor, body.file),
    json: importJson,
    next: ({ id }) => ({ to: `/transactions/imports/${id}` }),
    again: page,
  });

  reads(app, {
    permission,
    page: '/transactions/imports/:id',
    api: '/api/transactions/imports/:id',
    summary: 'What would come of a file, or what has come of it.',
    params: importId,
    query: importQuery,
    out: previewShape,
    run: ({ actor, params, query }) => lookAtImport(deps.db, actor.userId, params.id, query.account),
    json: previewJson,
    html: (found, { identity }) => rendered(deps, found, noMistake, identity),
  });

  writes(app, {
    permission,
    page: '/transactions/imports/:id/acceptance',
    api: '/api/transactions/imports/:id/acceptance',
    summary: 'Imports a file that waits, into an account there is or a new one.',
    params: importId,
    body: acceptance,
    out: importShape,
    run: ({ actor, params, body }) => acceptFile(deps, actor, params.id, body),
    json: importJson,
    next: ({ id, newRows }) => ({ to: `/transactions/imports/${id}`, say: importedWords(newRows) }),
    again: (mistake, { actor, identity, params }) => {
      const found = lookAtImport(deps.db, actor.userId, params.id, mistake.typed['account'] ?? '');
      if (found === null) throw notFound();
      return rendered(deps, found, mistake, identity);
    },
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: '/transactions/imports/:id/acceptance',
    api: '/api/transactions/imports/:id/acceptance',
    summary: 'Takes an import back: what came by that file alone goes.',
    params: importId,
    out: takenBackShape,
    run: ({ actor, params }) => takeBack(deps, actor, params.id),
    json: ({ rows }) => ({ rows }),
    next: ({ rows }) => ({ to: '/transactions/import', say: takenBackWords(rows) }),
    again: page,
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: '/transactions/imports/:id',
    api: '/api/transactions/imports/:id',
    summary: 'Forgets a file that waits.',
    params: importId,
    run: ({ actor, params }) => discardFile(deps, actor, params.id),
    next: () => ({ to: '/transactions/import', say: 'Nothing was imported.' }),
  });
}

type Found = NonNullable<ReturnType<typeof lookAtImport>>;

function rendered({ clock }: Deps, found: Found, mistake: Mistake, reader: { readonly timeZone: string }) {
  const title = found.import.fileName || 'Import';
  return 'told' in found
    ? { template: 'transactions/waiting', title, view: waitingView(found, mistake, reader, clock()) }
    : { template: 'transactions/imported', title, view: importedView(found, reader, clock()) };
}

function importsFor({ db }: Deps, userId: string) {
  const names = new Map(accountsOf(db, userId).map(({ id, name }) => [id, name]));
  return {
    oddCount: countOdd(db, userId),
    imports: importsOf(db, userId, SHOWN).map((one) => ({
      ...one,
      accountName: names.get(one.accountId ?? '') ?? '',
    })),
  };
}
