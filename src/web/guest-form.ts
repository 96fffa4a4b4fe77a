import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { type Mistake, noMistake, type Outcome } from '../model/outcome.ts';
import { asObject, mistyped, refusedForm } from './form-text.ts';
import { type Rendered, show } from './view.ts';

interface GuestForm<B, T> {
  readonly page: string;
  readonly body: z.ZodType<B>;
  /** null where there is nothing to fill in here: the guest is sent to sign in. */
  readonly form: (mistake: Mistake, request: FastifyRequest) => Rendered | null;
  readonly run: (body: B, request: FastifyRequest) => Promise<Outcome<T>>;
  readonly next: (value: T, body: B, request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/** A form for someone who has not signed in: counted as an attempt, and answered again with the reason. */
export function guestForm<B, T>(
  app: FastifyInstance,
  { page, body, form, run, next }: GuestForm<B, T>,
): void {
  const config = { access: 'public', face: 'page', limit: 'sign-in' } as const;
  const answer = (request: FastifyRequest, reply: FastifyReply, mistake: Mistake) => {
    const rendered = form(mistake, request);
    return rendered === null ? reply.redirect('/login', 303) : show(request, reply, rendered);
  };
  const again = (request: FastifyRequest, reply: FastifyReply, mistake: Mistake) =>
    answer(request, reply.code(422).header('hx-push-url', 'false'), mistake);

  app.get(page, { config }, (request, reply) => answer(request, reply, noMistake));
  app.post(page, { config }, async (request, reply) => {
    const typed = body.safeParse(request.body ?? {});
    if (!typed.success) return again(request, reply, mistyped(request.body, typed.error));
    const outcome = await run(typed.data, request);
    if (!outcome.ok) return again(request, reply, refusedForm(request.body, outcome));
    return next(outcome.value, typed.data, request, reply);
  });
}

/** A text of the address a form was opened with, or of the form itself once it is sent. */
export function askedField(request: FastifyRequest, name: string): string | undefined {
  const asked = asObject(request.method === 'POST' ? request.body : request.query);
  const value: unknown = Object.hasOwn(asked, name) ? Reflect.get(asked, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
