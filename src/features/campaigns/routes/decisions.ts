import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { type Mistake, noMistake } from '../../../model/outcome.ts';
import { may } from '../../../model/roles.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { writes } from '../../../web/writes.ts';
import { pageAfter } from '../actions/after.ts';
import { decide, setStanding } from '../actions/decide.ts';
import { historyOf } from '../actions/history.ts';
import { reviewOf } from '../actions/review.ts';
import { todayOf } from '../actions/tell.ts';
import {
  decisionId,
  type HistoryQuery,
  historyQuery,
  regrouping,
  reviewQuery,
  said,
  saidByForm,
} from '../forms.ts';
import {
  decidedJson,
  decidedShape,
  historyJson,
  historyShape,
  regroupedJson,
  regroupedShape,
} from '../json/decisions.ts';
import { reviewCount } from '../store/campaigns.ts';
import { decidedWords, standingWords } from '../view/decided.ts';
import { historyView } from '../view/history.ts';
import { movePageAgain } from './move.ts';
import { reviewPage } from './review.ts';

export function addDecisions(app: FastifyInstance, deps: Deps): void {
  const permission = 'campaigns:write';

  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/decisions',
    api: '/api/campaigns/decisions',
    summary: 'What the trader has said of their rows, newest first, what was taken back too.',
    query: historyQuery as z.ZodType<HistoryQuery>,
    out: historyShape,
    run: ({ actor, query }) => historyOf(deps, actor.userId, query),
    json: historyJson,
    html: (history, { actor, identity, query }) => ({
      template: 'campaigns/decisions',
      title: 'Decisions',
      view: historyView(history, query, {
        ...{ timeZone: identity.timeZone, now: deps.clock(), today: todayOf(deps) },
        mayWrite: may(identity.role, permission),
        asked: reviewCount(deps.db, actor.userId),
      }),
    }),
  });

  writes(app, {
    permission,
    page: '/campaigns/decisions',
    summary: 'Says something of rows or campaigns: a move, an answer, what only the trader knows.',
    body: saidByForm,
    run: ({ actor, body: { said, latest, from } }) => decide(deps, actor, said, { latest, from }),
    next: ({ said, ticker, campaigns }, { actor, body }) => ({
      to: pageAfter(deps, actor.userId, said, campaigns, body.back),
      say: decidedWords(said, ticker),
    }),
    again: (mistake, asked) => pageAgain(deps, mistake, asked),
  });

  writes(app, {
    permission,
    api: '/api/campaigns/decisions',
    summary: 'Says something of rows or campaigns: a move, an answer, what only the trader knows.',
    body: said,
    out: decidedShape,
    run: ({ actor, body }) => decide(deps, actor, body),
    json: decidedJson,
  });

  writes(app, {
    permission,
    api: '/api/campaigns/regroup',
    summary: 'Moves a row, or so many of its contracts, to another campaign or to a new one.',
    body: regrouping,
    out: regroupedShape,
    run: ({ actor, body: { transaction_id: transactionId, ...rest } }) =>
      decide(deps, actor, { kind: 'move', transactionId, ...rest }),
    json: (decided, { body }) => regroupedJson(decided, body.transaction_id),
  });

  for (const [method, stands, summary] of STANDINGS)
    writes(app, {
      ...{ permission, method, summary },
      page: '/campaigns/decisions/:id/standing',
      api: '/api/campaigns/decisions/:id/standing',
      params: decisionId,
      out: decidedShape,
      run: ({ actor, params }) => setStanding(deps, actor, params.id, stands),
      json: decidedJson,
      next: ({ said, ticker, campaigns }, { actor, request }) => ({
        to: pageAfter(deps, actor.userId, said, campaigns, cameFrom(request.headers.referer)),
        say: standingWords(ticker, stands),
      }),
      again: (mistake, asked) => pageAgain(deps, mistake, asked),
    });
}

const STANDINGS = [
  ['DELETE', false, 'Takes a decision back.'],
  ['POST', true, 'Says a decision again that was taken back.'],
] as const;

/** The page on which a button of the history, or of a toast, was pressed; the answer to a refused form is none. */
function cameFrom(referer: string | undefined): string | undefined {
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { pathname, search } = new URL(referer);
  const isPage = pathname.startsWith('/campaigns/') && !pathname.endsWith('/standing');
  return isPage ? pathname + search : undefined;
}

/** The form that was sent, with what is wrong. */
function pageAgain(deps: Deps, mistake: Mistake, asked: Asked) {
  const { typed } = mistake;
  const moved = typed['kind'] === 'move' ? movePageAgain(deps, mistake, asked) : null;
  if (moved !== null) return moved;
  const query = reviewQuery.parse(
    Object.fromEntries(new URLSearchParams(typed['back']?.split('?')[1] ?? '')),
  );
  return reviewPage(deps, reviewOf(deps, asked.actor.userId, query), query, mistake ?? noMistake, asked);
}
