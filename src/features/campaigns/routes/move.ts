import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import type { Mistake } from '../../../model/outcome.ts';
import type { Asked } from '../../../web/faces.ts';
import { reads } from '../../../web/reads.ts';
import { type Moving, movingOf } from '../actions/move.ts';
import { todayOf } from '../actions/tell.ts';
import { type MovePageQuery, type MoveQuery, movePageQuery, moveQuery } from '../forms.ts';
import { moveJson, moveShape } from '../json/move.ts';
import { moveView } from '../view/move.ts';

export function addMove(app: FastifyInstance, deps: Deps): void {
  const permission = 'campaigns:write';
  const summary = 'Where a row of a campaign could go, and what would change if it went there.';

  reads(app, {
    permission,
    page: '/campaigns/move',
    summary,
    query: movePageQuery as z.ZodType<MovePageQuery>,
    run: ({ actor, query: { row, ...wish } }) =>
      row === undefined ? NOTHING : movingOf(deps, actor.userId, { row, ...wish }),
    html: (moving, asked) => (moving === NOTHING ? CHOOSE : movePage(deps, moving, asked)),
  });

  reads(app, {
    permission,
    api: '/api/campaigns/move',
    summary,
    query: moveQuery as z.ZodType<MoveQuery>,
    out: moveShape,
    run: ({ actor, query }) => movingOf(deps, actor.userId, query),
    json: moveJson,
  });
}

/** Whoever comes without a row. */
const NOTHING = 'nothing';
const CHOOSE = { template: 'campaigns/move', title: 'Move', view: { isNothing: true, ticker: '' } };

function movePage(deps: Deps, moving: Moving, { identity }: Asked, problem = '') {
  const csrf = identity.session?.csrf ?? '';
  return {
    template: 'campaigns/move',
    fragment: 'campaigns/_move',
    title: 'Move',
    view: { isNothing: false, ...moveView(moving, todayOf(deps), csrf, problem) },
  };
}

/** The move that was sent and refused, with the reason; null where what it spoke of is gone. */
export function movePageAgain(deps: Deps, { typed, problem }: Mistake, asked: Asked) {
  const { transactionId: row = '', from: campaign, symbol } = typed;
  const moving = movingOf(deps, asked.actor.userId, { row, campaign, symbol, quantity: typed['quantity'] });
  return moving === null ? null : movePage(deps, moving, asked, problem);
}
