import * as z from 'zod';
import type { Person } from '../../model/person.ts';
import { roles } from '../../model/roles.ts';

export const personShape = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  disabled_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});

export const peopleShape = z.array(personShape);

export function personJson(person: Person): z.infer<typeof personShape> {
  const { id, email, name, role, disabledAt, createdAt } = person;
  return {
    id,
    email,
    name,
    role,
    disabled_at: iso(disabledAt),
    created_at: new Date(createdAt).toISOString(),
  };
}

export function peopleJson(people: readonly Person[]): z.infer<typeof peopleShape> {
  return people.map(personJson);
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
