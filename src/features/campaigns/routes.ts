import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../db/deps.ts';
import { settleLittle } from './actions/settle.ts';
import { addBooks } from './routes/books.ts';
import { addCalendar } from './routes/calendar.ts';
import { addDecisions } from './routes/decisions.ts';
import { leadOn } from './routes/former-names.ts';
import { addList } from './routes/list.ts';
import { addListExport } from './routes/list-export.ts';
import { addMove } from './routes/move.ts';
import { addNotes } from './routes/notes.ts';
import { addOfRow } from './routes/of-row.ts';
import { addReview } from './routes/review.ts';
import { addShow } from './routes/show.ts';
import { addShowExport } from './routes/show-export.ts';
import { addStatistics } from './routes/statistics.ts';

export function campaignRoutes(app: FastifyInstance, deps: Deps): void {
  // What a change has left to tell is told before anything of it is shown.
  app.addHook('preHandler', () => settleLittle(deps));
  leadOn(app, deps);
  addBooks(app, deps);
  addCalendar(app, deps);
  addDecisions(app, deps);
  addList(app, deps);
  addListExport(app, deps);
  addMove(app, deps);
  addNotes(app, deps);
  addReview(app, deps);
  addOfRow(app, deps);
  addShow(app, deps);
  addShowExport(app, deps);
  addStatistics(app, deps);
}
