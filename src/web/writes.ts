import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { type Mistake, NOT_FOUND, type Outcome, type Refusal } from '../model/outcome.ts';
import { notFound, unreadable, WebError } from './errors.ts';
import { type Asked, addFaces, checked, type Face, understand } from './faces.ts';
import { asObject, mistyped, refusedForm, sentences } from './form-text.ts';
import type { Notice, SessionStore } from './identity.ts';
import { type Rendered, show } from './view.ts';

/** After a change: another page with a word about it, or something to show at once. */
type Next = { readonly to: string; readonly say?: string } | Rendered;

interface Writing<P, B, T> extends Face<P, unknown> {
  readonly method?: 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  readonly body?: z.ZodType<B>;
  readonly run: (asked: Asked<P, unknown, B>) => Outcome<T> | Promise<Outcome<T>>;
  readonly json?: (value: T, asked: Asked<P, unknown, B>) => object;
  /** What a program is answered when it went well; 200 where nothing is said. */
  readonly status?: 200 | 202;
  readonly next?: (value: T, asked: Asked<P, unknown, B>, reply: FastifyReply) => Next;
  /** The same form again, with what was typed and the reason. */
  readonly again?: (mistake: Mistake, asked: Asked<P>) => Rendered;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly sessionStore: SessionStore;
  }
}

/** One change, two addresses: the same schema, the same action, the same outcome. */
export function writes<P, B, T>(app: FastifyInstance, writing: Writing<P, B, T>): void {
  addFaces(app, writing.method ?? 'POST', writing, {
    page: (request, reply) => changeByForm(writing, request, reply),
    json: async (request, reply) => {
      const answer = await changeByProgram(app, writing, request);
      return reply.code(writing.status ?? 200).send(answer);
    },
  });
}

async function changeByProgram<P, B, T>(
  app: FastifyInstance,
  writing: Writing<P, B, T>,
  request: FastifyRequest,
) {
  const asked = understand(request, writing);
  const body = read(writing, request);
  if (!body.success) throw unreadable(sentences(body.error));
  const whole = { ...asked, body: body.data };
  const outcome = await writing.run(whole);
  if (!outcome.ok) throw toError(outcome);
  const answer = checked(app, writing, writing.json?.(outcome.value, whole) ?? {});
  return outcome.undo === undefined ? answer : { ...answer, undo: outcome.undo };
}

async function changeByForm<P, B, T>(
  writing: Writing<P, B, T>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const asked = understand(request, writing);
  const body = read(writing, request);
  if (!body.success) return showAgain(writing, asked, reply, mistyped(request.body, body.error));
  const whole = { ...asked, body: body.data };
  const outcome = await writing.run(whole);
  if (!outcome.ok && outcome.code === NOT_FOUND.code) throw notFound();
  if (!outcome.ok) return showAgain(writing, asked, reply, refusedForm(request.body, outcome));
  const next = writing.next?.(outcome.value, whole, reply) ?? { to: '/' };
  // Shown once, in answer to this request only: its address is no page to come back to.
  if ('template' in next) return show(request, reply.header('hx-push-url', 'false'), next);
  if (next.say !== undefined)
    notice(request, {
      message: next.say,
      tone: 'gain',
      undo: outcome.undo ?? false,
      path: next.to.split('?')[0] ?? '/',
    });
  return reply.redirect(next.to, 303);
}

function showAgain<P, B, T>(
  writing: Writing<P, B, T>,
  asked: Asked<P>,
  reply: FastifyReply,
  mistake: Mistake,
) {
  if (writing.again === undefined) throw unreadable({ ...mistake.errors, '': mistake.problem });
  // The address of the form stays; the address it was sent to may not be a page.
  reply.code(422).header('hx-push-url', 'false');
  return show(asked.request, reply, writing.again(mistake, asked));
}

function read<P, B, T>({ body }: Writing<P, B, T>, request: FastifyRequest): z.ZodSafeParseResult<B> {
  return body?.safeParse(asObject(request.body)) ?? { success: true, data: undefined as B };
}

function toError({ code, message, field }: Refusal): WebError {
  if (code === NOT_FOUND.code) return notFound();
  if (field === undefined) return new WebError(409, code, message);
  return new WebError(422, code, message, { fields: { [field]: message } });
}

/** Said once, on the page a change leads to. */
export function notice(request: FastifyRequest, said: Omit<Notice, 'at'>): void {
  const session = request.identity?.session;
  if (session) request.server.sessionStore.setNotice(session.id, said);
}
