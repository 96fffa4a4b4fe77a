/**
 * Rule: what the trader says wins, and is never lost: it is applied, or listed as stale with the reason. A move takes
 * units of what was opened or bought, and what ends them with them; a closing alone cannot be moved. Example: one of three
 * contracts moved to a new campaign takes a third of the cash along.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { E4, E8, parseScaled } from '../../../lib/decimal.ts';
import type { Leg } from './rolls/legs.ts';
import type { Decision, Suggestion } from './types.ts';

export interface Move {
  readonly decision: string;
  readonly transactionId: string;
  readonly symbol: string | null;
  /** null: all of it. */
  readonly quantityE8: number | null;
  readonly to: string;
}

/** Something to ask: what came later may belong to what came before. */
export interface Question {
  readonly kind: Suggestion['kind'];
  readonly earlier: Leg;
  readonly later: Leg;
  readonly quantityE8: number;
  readonly confidence: number;
  readonly why: string;
}

/** A question that was answered with yes. */
export interface Accepted {
  readonly decision: string;
  readonly question: Pick<Question, 'kind' | 'earlier' | 'later'>;
}

export interface SaidPair {
  readonly decision: string;
  readonly closing: string;
  readonly opening: string;
}

export interface Said {
  readonly moves: readonly Move[];
  readonly links: readonly SaidPair[];
  readonly unlinks: readonly SaidPair[];
  readonly accepted: readonly Accepted[];
  /** Campaigns that moves name and that begin, later in the story, with shares bought before it is known for whom. */
  readonly awaited: ReadonlySet<string>;
  readonly exDates: ReadonlyMap<string, { readonly decision: string; readonly exDate: IsoDate }>;
  readonly costs: ReadonlyMap<string, { readonly decision: string; readonly costE4: number }>;
}

export function understand(
  decisions: readonly Decision[],
  { accepted, awaited }: Pick<Said, 'accepted' | 'awaited'>,
): Said {
  return {
    moves: decisions.flatMap(toMove),
    links: decisions.flatMap((each) => toPair(each, 'link')),
    unlinks: decisions.flatMap((each) => toPair(each, 'unlink')),
    accepted,
    awaited,
    exDates: new Map(decisions.flatMap(toExDate)),
    costs: new Map(decisions.flatMap(toCost)),
  };
}

function toMove(each: Decision): readonly Move[] {
  if (each.kind !== 'move') return [];
  const { id, transactionId, symbol, quantity, to } = each;
  const quantityE8 = quantity === undefined ? null : (parseScaled(quantity, E8) ?? 0);
  return [{ decision: id, transactionId, symbol: symbol ?? null, quantityE8, to }];
}

function toPair(each: Decision, kind: 'link' | 'unlink'): readonly SaidPair[] {
  return each.kind === kind ? [{ decision: each.id, closing: each.closing, opening: each.opening }] : [];
}

type Entry<T> = readonly (readonly [string, { readonly decision: string } & T])[];

function toExDate(each: Decision): Entry<{ readonly exDate: IsoDate }> {
  return each.kind === 'ex-date' ? [[each.transactionId, { decision: each.id, exDate: each.exDate }]] : [];
}

function toCost(each: Decision): Entry<{ readonly costE4: number }> {
  const costE4 = each.kind === 'cost' ? parseScaled(each.cost, E4) : null;
  return each.kind === 'cost' && costE4 !== null ? [[each.transactionId, { decision: each.id, costE4 }]] : [];
}
