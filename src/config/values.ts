import * as z from 'zod';
import { isPrivate } from './hosts.ts';

export const address = z.union([z.literal('loopback'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'must be IP addresses or networks, with commas between: 127.0.0.1, 10.0.0.0/8',
});

export function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

const placeOfBroker = (scheme: 'http' | 'ws') =>
  z
    .url({ protocol: new RegExp(`^${scheme}s?$`) })
    .refine((text) => !URL.canParse(text) || isPrivate(new URL(text)), {
      error: `must begin with ${scheme}s: tokens go there. Only a simulator on this machine may be asked without`,
    })
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', {
      error: 'must be an address without a path',
    });

/** The address of a broker: theirs, or a simulator on this machine. */
export const brokerAddress = placeOfBroker('http');
/** Where a broker tells prices as they come. */
export const tickerAddress = placeOfBroker('ws');

/** Kept as it is written: Schwab compares it byte for byte with the one that is registered. */
export const returnAddress = z
  .string()
  .trim()
  .refine((text) => URL.canParse(text) && isPrivate(new URL(text)) && !text.includes('#'), {
    error:
      'must be the callback address of your Schwab app exactly as it is registered there: https://127.0.0.1 or https://your.name/...',
  });

/** A word that a broker has given out: no blanks, no line ends, no quotes around it. */
export const word = z
  .string()
  .trim()
  .regex(/^[\w.~+/=-]{4,200}$/, {
    error: 'is not what the broker gave out: letters, digits and - _ . only, without quotes or blanks',
  });

export const flag = z.enum(['0', '1']).transform((text) => text === '1');
export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
