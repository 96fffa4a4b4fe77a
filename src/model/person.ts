import * as z from 'zod';
import type { Role } from './roles.ts';
import type { Theme } from './theme.ts';

export const email = z
  .string({ error: 'Please enter an e-mail address.' })
  .trim()
  .max(254, 'This address is too long.')
  .pipe(z.email('This does not look like an e-mail address.'));

/** No sign that cannot be seen: a name is read by people, and half a sign does not survive the database. */
export const VISIBLE = /^[^\p{Cc}\p{Cs}\p{Cf}]*$/u;

export const personName = z
  .string({ error: 'Please enter a name.' })
  .trim()
  .min(1, 'Please enter a name.')
  .max(80, 'Please use at most 80 characters.')
  .regex(VISIBLE, 'Please use only signs that can be seen.');

export interface Settings {
  readonly theme: Theme;
  readonly timeZone: string;
}

export interface Person extends Settings {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** null while they may sign in. */
  readonly disabledAt: number | null;
  /** Sessions begun before this instant are void. */
  readonly sessionsValidFrom: number;
  readonly createdAt: number;
}
