import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import type { Deps } from '../../../db/deps.ts';
import { dataVersion } from '../../../db/marks.ts';
import { reads } from '../../../web/reads.ts';
import { lookAtCalendar } from '../actions/calendar.ts';
import { todayOf } from '../actions/tell.ts';
import { calendarJson, calendarShape } from '../json/calendar.ts';
import { reviewCount } from '../store/campaigns.ts';
import { calendarView } from '../view/calendar/page.ts';
import { type CalendarQuery, calendarQuery } from '../view/statistics/address.ts';
import { subnavOf } from '../view/subnav.ts';

export function addCalendar(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  reads(app, {
    permission: 'campaigns:read',
    page: '/campaigns/calendar',
    api: '/api/campaigns/calendar',
    summary: 'A month: what was realised day by day, and which contracts end on which day.',
    query: calendarQuery as z.ZodType<CalendarQuery>,
    out: calendarShape,
    version: ({ actor, query }) => JSON.stringify([dataVersion(db, actor.userId), todayOf(deps), query]),
    run: ({ actor, query }) => lookAtCalendar(db, actor.userId, query, todayOf(deps)),
    json: calendarJson,
    html: (found, { actor, query }) => ({
      template: 'campaigns/calendar',
      title: 'Calendar',
      view: {
        ...calendarView(found, query, todayOf(deps)),
        subnav: subnavOf('/campaigns/calendar', reviewCount(db, actor.userId)),
      },
    }),
  });
}
