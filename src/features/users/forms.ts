import * as z from 'zod';
import { isTimeZone } from '../../lib/time-zones.ts';
import { email, personName } from '../../model/person.ts';
import { roles } from '../../model/roles.ts';
import { themes } from '../../model/theme.ts';

const role = z.enum(roles, { error: 'Please choose a role.' });

export const newPerson = z.object({ name: personName, email, role });
export const newRole = z.object({ role });
export const personId = z.object({ id: z.uuid() });

export const newSettings = z.object({
  name: personName,
  theme: z.enum(themes, { error: 'Please choose one of the three.' }),
  timeZone: z
    .string({ error: 'Please choose a time zone.' })
    .refine(isTimeZone, 'This is not a time zone we know.'),
});
