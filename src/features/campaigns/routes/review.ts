import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import { may } from '../../../model/roles.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { type Review, reviewOf } from '../actions/review.ts';
import { todayOf } from '../actions/tell.ts';
import { type ReviewQuery, reviewQuery } from '../forms.ts';
import { reviewJson, reviewShape } from '../json/review.ts';
import { reviewCount } from '../store/campaigns.ts';
import { reviewView } from '../view/review/page.ts';

export function addReview(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/review',
    api: '/api/campaigns/review',
    summary: 'What waits for the trader: questions, what only they know, missing rows, risks.',
    query: reviewQuery as z.ZodType<ReviewQuery>,
    out: reviewShape,
    version: ({ actor, query }) => JSON.stringify([dataVersion(deps.db, actor.userId), todayOf(deps), query]),
    run: ({ actor, query }) => reviewOf(deps, actor.userId, query),
    json: reviewJson,
    html: (review, asked) => reviewPage(deps, review, asked.query, noMistake, asked),
  });
}

export function reviewPage(
  deps: Deps,
  review: Review,
  query: ReviewQuery,
  mistake: Mistake,
  { actor, identity }: Asked,
) {
  const mayWrite = may(identity.role, 'campaigns:write');
  const total = reviewCount(deps.db, actor.userId);
  const reader = { today: todayOf(deps), mayWrite, mistake, total };
  return { template: 'campaigns/review', title: 'Review', view: reviewView(review, query, reader) };
}
