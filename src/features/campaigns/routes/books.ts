import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { dateIn } from '../../../lib/time-zones.ts';
import { reads } from '../../../web/reads.ts';
import { accountsOf } from '../../brokers/index.ts';
import { booksOf } from '../actions/books.ts';
import { booksJson, booksShape } from '../json/books.ts';
import { reviewCount } from '../store/campaigns.ts';
import { booksView } from '../view/books/page.ts';

export function addBooks(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/books',
    api: '/api/campaigns/books',
    summary:
      'What the rows say is held, and in cash, beside what the brokers say: balanced, or what differs.',
    out: booksShape,
    version: ({ actor, identity }) =>
      `${dataVersion(deps.db, actor.userId)} ${dateIn(deps.clock(), identity.timeZone)}`,
    run: ({ actor }) => booksOf(deps, actor.userId),
    json: (books, { actor }) => booksJson(books, accountsOf(deps.db, actor.userId)),
    html: (books, { actor, identity }) => ({
      template: 'campaigns/books',
      title: 'Books',
      view: booksView(
        books,
        {
          accounts: accountsOf(deps.db, actor.userId),
          reviewCount: reviewCount(deps.db, actor.userId),
        },
        identity,
        deps.clock(),
      ),
    }),
  });
}
