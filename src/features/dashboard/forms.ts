import * as z from 'zod';

/** What is searched for, in the address. */
export const searchQuery = z.object({
  q: z.string().trim().max(100, 'Please search for at most 100 characters.').default(''),
  /** A few of each kind, for whoever is still typing. */
  glance: z.enum(['', '1']).default(''),
});

export type SearchQuery = z.infer<typeof searchQuery>;
