/**
 * Rule: what a broker changes afterwards is said where it changed a figure, with what it did to it. Example: “The broker
 * changed the fees of 12 Mar 2026 (0.66, now 0.68): P&L -0.02.”
 */
import { formatDate } from '../../../lib/format-time.ts';
import type { Allocation, Campaign } from './types.ts';
import { money } from './words.ts';

export interface Corrected {
  readonly account: string;
  readonly activityId: string;
  readonly isGone: boolean;
}

type Compared = Pick<Campaign, 'id' | 'account' | 'cashE4' | 'realisedE4' | 'allocations'>;

export interface Change {
  readonly campaign: string;
  readonly message: string;
}

/** `nowOf`: under which name a campaign of before goes on. */
export function changesBy(
  corrected: readonly Corrected[],
  before: readonly Compared[],
  after: readonly Compared[],
  nowOf: (id: string) => string,
): readonly Change[] {
  if (corrected.length === 0) return [];
  const byId = new Map(after.map((each) => [each.id, each]));
  return before.flatMap((old) => {
    const now = byId.get(nowOf(old.id));
    if (now === undefined) return [];
    const rows = new Set([...old.allocations, ...now.allocations].map(({ transactionId }) => transactionId));
    const said = corrected
      .filter(({ account, activityId }) => account === old.account && rows.has(activityId))
      .flatMap((row) => whatChanged(row, old.allocations, now.allocations));
    if (said.length === 0) return [];
    return [{ campaign: now.id, message: `The broker changed ${said.join(', and ')}: ${effect(old, now)}.` }];
  });
}

function whatChanged(
  { activityId, isGone }: Corrected,
  before: readonly Allocation[],
  after: readonly Allocation[],
): readonly string[] {
  const isOf = ({ transactionId }: Allocation) => transactionId === activityId;
  const [old, now] = [before.filter(isOf), after.filter(isOf)];
  const day = (old[0] ?? now[0])?.on;
  if (day === undefined) return [];
  const on = formatDate(day, '');
  if (isGone) return [`the row of ${on}, which it shows no more`];
  const sum = (of: 'feesE4' | 'cashE4', each: readonly Allocation[]) =>
    each.reduce((all, one) => all + one[of], 0);
  const fees = [sum('feesE4', old), sum('feesE4', now)] as const;
  if (fees[0] !== fees[1]) return [`the fees of ${on} (${money(fees[0])}, now ${money(fees[1])})`];
  const cash = [sum('cashE4', old), sum('cashE4', now)] as const;
  if (cash[0] !== cash[1]) return [`the row of ${on} (${money(cash[0])}, now ${money(cash[1])})`];
  return [];
}

function effect(old: Compared, now: Compared): string {
  if (old.realisedE4 !== null && now.realisedE4 !== null && old.realisedE4 !== now.realisedE4)
    return `P&L ${signed(now.realisedE4 - old.realisedE4)}`;
  return old.cashE4 === now.cashE4
    ? 'no figure of this campaign changed'
    : `cash ${signed(now.cashE4 - old.cashE4)}`;
}

function signed(amountE4: number): string {
  return amountE4 > 0 ? `+${money(amountE4)}` : money(amountE4);
}
