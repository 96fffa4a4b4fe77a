/**
 * Rule: what the trader says wins, and is never lost: it is applied, or listed as stale with the reason. A move takes
 * units of an opening, and their closing with them; a closing alone cannot be moved. Example: one of three contracts
 * moved to a new campaign takes a third of the cash along.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { E4, E8, parseScaled } from '../../../lib/decimal.ts';
import type { Leg } from './rolls/legs.ts';
import type { Draft } from './story/drafts.ts';
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
  readonly question: Question;
}

export interface Said {
  readonly moves: readonly Move[];
  readonly links: readonly {
    readonly decision: string;
    readonly closing: string;
    readonly opening: string;
  }[];
  readonly unlinks: readonly {
    readonly decision: string;
    readonly closing: string;
    readonly opening: string;
  }[];
  readonly accepted: readonly Accepted[];
  readonly exDates: ReadonlyMap<string, { readonly decision: string; readonly exDate: IsoDate }>;
  readonly costs: ReadonlyMap<string, { readonly decision: string; readonly costE4: number }>;
  /** Campaigns that moves have begun. */
  readonly begun: Map<string, Draft>;
  readonly applied: Set<string>;
}

export function understand(decisions: readonly Decision[], accepted: readonly Accepted[]): Said {
  const pairs = (kind: 'link' | 'unlink') =>
    decisions.flatMap((each) =>
      each.kind === kind ? [{ decision: each.id, closing: each.closing, opening: each.opening }] : [],
    );
  return {
    moves: decisions.flatMap((each) => (each.kind === 'move' ? [toMove(each)] : [])),
    accepted,
    links: pairs('link'),
    unlinks: pairs('unlink'),
    exDates: new Map(
      decisions.flatMap((each) =>
        each.kind === 'ex-date'
          ? [[each.transactionId, { decision: each.id, exDate: each.exDate }] as const]
          : [],
      ),
    ),
    costs: new Map(decisions.flatMap(toCost)),
    begun: new Map(),
    applied: new Set(),
  };
}

function toMove({ id, transactionId, symbol, quantity, to }: Extract<Decision, { kind: 'move' }>): Move {
  const quantityE8 = quantity === undefined ? null : (parseScaled(quantity, E8) ?? 0);
  return { decision: id, transactionId, symbol: symbol ?? null, quantityE8, to };
}

function toCost(
  each: Decision,
): readonly (readonly [string, { readonly decision: string; readonly costE4: number }])[] {
  if (each.kind !== 'cost') return [];
  const costE4 = parseScaled(each.cost, E4);
  return costE4 === null ? [] : [[each.transactionId, { decision: each.id, costE4 }]];
}
