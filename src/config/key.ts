import * as z from 'zod';

const SAMPLE = /change|example|sample|secret|placeholder|^(.{1,32})\1+$/i;
/** A key as it is written in a file or an environment; hexadecimal in one spelling, so that it stays the same key. */
export const key = z
  .string()
  .transform((text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : text))
  .refine((text) => /^[0-9a-f]{64}$/.test(text) || /^[A-Za-z0-9+/]{43}=$/.test(text), {
    error:
      'must be 32 random bytes as 64 hexadecimal digits or in base64; make one with: openssl rand -hex 32',
    abort: true,
  })
  .refine((text) => new Set(text).size > 8 && !SAMPLE.test(text), {
    error: 'is a sample or far too regular to be secret; make one with: openssl rand -hex 32',
  });
