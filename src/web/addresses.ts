import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Mistake, noMistake } from '../model/outcome.ts';
import { sentences, typedText } from './form-text.ts';

/** What of an address can be read, and what is to be said of the rest. */
export interface Typed<Query> {
  readonly query: Query;
  readonly mistake: Mistake;
}

/** For people, who keep old links and cut off addresses: what is wrong is left out and told, the rest is shown. */
export function forgiving<Query>(schema: z.ZodType<Query>): z.ZodType<Typed<Query>> {
  return z.record(z.string(), z.unknown()).transform((asked) => readable(schema, asked));
}

function readable<Query>(schema: z.ZodType<Query>, asked: Readonly<Record<string, unknown>>): Typed<Query> {
  const read = schema.safeParse(asked);
  if (read.success) return { query: read.data, mistake: noMistake };
  const errors = sentences(read.error);
  // A place is looked at only when all else can be read.
  const { query, mistake } = readable(
    schema,
    Object.fromEntries(Object.entries(asked).filter(([name]) => !(name in errors))),
  );
  return {
    query,
    mistake: { typed: typedText(asked), errors: { ...mistake.errors, ...errors }, problem: '' },
  };
}

/** A form sends also what was left blank: a page without that has the shorter address, to be kept and passed on. */
export async function leaveBlanksOut(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.method !== 'GET' || request.routeOptions.config.face !== 'page') return;
  const [path = '', search = ''] = request.url.split('?');
  const asked = [...new URLSearchParams(search)];
  const said = asked.filter(([, value]) => value.trim() !== '');
  if (said.length === asked.length) return;
  return reply.redirect(said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`, 303);
}
