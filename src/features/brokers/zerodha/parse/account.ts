import type { BrokerAccount } from '../../../../model/broker.ts';
import type { Fault } from '../../parse/faults.ts';
import { profile } from '../payloads.ts';

/** Who signs in at Zerodha has one account, and it is called as they are. */
export function readAccount(data: unknown): BrokerAccount | Fault {
  const read = profile.safeParse(data);
  if (!read.success) return { fault: 'is no profile' };
  const { user_id: number } = read.data;
  return { number, handle: number, name: `Zerodha ${number}`, currency: 'INR' };
}
