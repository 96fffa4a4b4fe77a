import * as z from 'zod';
import { email, personName, VISIBLE } from '../../model/person.ts';
import { scopes } from '../../model/roles.ts';

const typedPassword = (sentence: string) =>
  z.string({ error: sentence }).min(1, sentence).max(1000, 'This is too long.');

export const signInForm = z.object({
  email,
  password: typedPassword('Please enter your password.'),
  next: z.string().optional(),
});

export const setUpForm = z.object({
  token: z.string().default(''),
  name: personName,
  email,
  password: typedPassword('Please choose a password.'),
});

export const newPasswordForm = z.object({
  token: z.string().default(''),
  password: typedPassword('Please choose a password.'),
});

export const passwordForm = z.object({
  password: typedPassword('Please enter the password you use now.'),
  newPassword: typedPassword('Please choose a new password.'),
});

export const tokenForm = z.object({
  name: z
    .string({ error: 'Please give it a name.' })
    .trim()
    .min(1, 'Please give it a name, so that you know later what uses it.')
    .max(60, 'Please use at most 60 characters.')
    .regex(VISIBLE, 'Please use only signs that can be seen.'),
  scope: z.enum(scopes, { error: 'Please choose what it may do.' }),
});

export const ownId = z.object({ id: z.uuid() });

/** A path of ours to go on to; anything that could lead elsewhere becomes Today. */
export function safePath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) && !next.includes('\\') ? next : '/';
}
