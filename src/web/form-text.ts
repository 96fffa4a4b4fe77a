import type * as z from 'zod';
import type { Mistake, Refusal } from '../model/outcome.ts';

type Texts = Readonly<Record<string, string>>;

/** One sentence a field, the first that applies. */
export function sentences(error: z.ZodError): Texts {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return fields;
}

/** What was typed, to be shown again; passwords are never sent back. */
export function typedText(body: unknown): Texts {
  const entries = Object.entries(asObject(body)).filter(([name]) => !/password/i.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

export function mistyped(body: unknown, error: z.ZodError): Mistake {
  return { typed: typedText(body), errors: sentences(error), problem: '' };
}

/** A refusal stands beside its field, or above the form. */
export function refusedForm(body: unknown, { field, message }: Refusal): Mistake {
  const typed = typedText(body);
  return field === undefined
    ? { typed, errors: {}, problem: message }
    : { typed, errors: { [field]: message }, problem: '' };
}

export function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
