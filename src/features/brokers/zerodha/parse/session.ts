import type { Fault } from '../../parse/faults.ts';
import { session } from '../payloads.ts';

export function readSession(data: unknown): { readonly access: string } | Fault {
  const read = session.safeParse(data);
  return read.success ? { access: read.data.access_token } : { fault: 'holds no access' };
}
