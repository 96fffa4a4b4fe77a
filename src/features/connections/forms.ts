import * as z from 'zod';
import { brokerKinds } from '../../model/broker.ts';

export const anyBroker = z.object({ broker: z.enum(brokerKinds) });

/** One that has a page of its own to sign in on. */
export const realBroker = z.object({ broker: z.enum(['schwab', 'zerodha']) });

const word = (what: string) =>
  z
    .string({ error: `Please enter the ${what}.` })
    .trim()
    .min(1, `Please enter the ${what}.`)
    .regex(/^[\w.~+/=-]{4,200}$/, `This is no ${what}: letters, digits and - _ . only, without blanks.`);

export const ownApp = z.object({ key: word('app key'), secret: word('app secret') });

export const landing = z.object({
  address: z
    .string({ error: 'Please paste the address.' })
    .trim()
    .min(1, 'Please paste the address.')
    .max(4096, 'No such address is so long.'),
});

/** Which to read; all that are signed in where none is named. */
export const wantedSync = z.object({ connection: z.string().max(60).optional() });
