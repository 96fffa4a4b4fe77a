import { balanceOf } from '../../../../src/features/campaigns/engine/balance/balance.ts';
import {
  type Balance,
  type Carried,
  type Counted,
  type Evidence,
  type Facts,
  type Held,
  type Known,
  keyOf,
} from '../../../../src/features/campaigns/engine/balance/types.ts';
import { E4, E8, formatScaled } from '../../../../src/lib/decimal.ts';
import type { Transaction } from '../../../../src/model/transaction.ts';
import { rows } from '../../../support/ledger.ts';

export interface Said {
  /** Lines of the ledger. */
  readonly rows: string;
  /** What the broker holds, as if each had just been bought or sold to open: `STO 2 KO 60P 20Mar`, `bought 100 KO`. */
  readonly held?: string;
  /** In dollars; without it the broker's cash is what the rows come to. */
  readonly cash?: number;
  readonly carried?: Carried;
  /** When the broker was asked, in New York. */
  readonly asked?: string;
  readonly gone?: readonly number[];
}

const REMOVALS = ['ASSIGNMENT', 'EXERCISE', 'EXPIRATION', 'CASH_SETTLEMENT'];

export function factsOf({ rows: text, held = '', cash, carried, asked = '2026-04-29 15:00' }: Said): Facts {
  const known = knownRows(text);
  const rowsCashE4 = known.reduce((sum, { netE4 }) => sum + netE4, 0);
  const [day = '', time = ''] = asked.split(' ');
  return {
    account: 'MAIN',
    currency: 'USD',
    tellsCash: true,
    readAt: Date.parse(`${day}T${time}:00-04:00`),
    readOn: day,
    begins: known.map(({ tradedOn }) => tradedOn).toSorted()[0] ?? null,
    counted: countedIn(known),
    held: heldIn(held, day),
    rowsCashE4,
    brokerCashE4: cash === undefined ? rowsCashE4 : Math.round(cash * 10_000),
    carried: carried ?? null,
  };
}

/** A row's record is ten times its id. */
function knownRows(text: string): readonly Known[] {
  return rows(text).map(known);
}

function countedIn(known: readonly Known[]): readonly Counted[] {
  const moving = known.filter(({ instrument, quantityE8 }) => instrument !== null && quantityE8 !== 0);
  const groups = Map.groupBy(moving, ({ instrument }) => (instrument === null ? '' : keyOf(instrument)));
  return [...groups.values()].flatMap((own) => {
    const instrument = own[0]?.instrument;
    const sum = (all: readonly Known[]) => all.reduce((total, { quantityE8 }) => total + quantityE8, 0);
    const quantityE8 = sum(own);
    const movedE8 = sum(own.filter(({ kind }) => !REMOVALS.includes(kind)));
    const removed = own.filter(({ kind }) => REMOVALS.includes(kind));
    const removedE8 = removed.reduce((total, row) => total + Math.abs(row.quantityE8), 0);
    const towardZeroE8 = movedE8 === 0 ? quantityE8 : movedE8 - Math.sign(movedE8) * removedE8;
    return instrument == null || quantityE8 === 0 ? [] : [{ instrument, quantityE8, towardZeroE8 }];
  });
}

function heldIn(text: string, day: string): readonly Held[] {
  const lines = text.split(',').filter((line) => line.trim() !== '');
  return rows(lines.map((line) => `${day} ${line.trim()} @1`).join('\n')).flatMap(
    ({ instrument, quantityE8 }) => (instrument === null ? [] : [{ instrument, quantityE8 }]),
  );
}

export function evidenceOf({ rows: text, gone = [] }: Said): Evidence {
  const known = knownRows(text);
  return {
    rowsOf: (ticker) => known.filter(({ instrument }) => instrument?.ticker === ticker),
    goneOf: () => gone,
    since: (day) => known.filter(({ tradedOn }) => tradedOn >= day),
  };
}

export function balanceFor(said: Said): Balance {
  return balanceOf(factsOf(said), evidenceOf(said));
}

const YEARS_LATER = '2040-01-04';

/** Without the contracts that are still open: years later nobody holds them. */
export function withoutOpen(all: readonly Transaction[]): readonly Transaction[] {
  const open = new Set(countedIn(all.map(known)).map(({ instrument }) => keyOf(instrument)));
  return all.filter(({ instrument }) => instrument?.kind !== 'OPTION' || !open.has(instrument.symbol));
}

/** The broker holds what all rows come to, and shows only the later ones. */
export function factsFrom(all: readonly Transaction[], later: readonly Transaction[]): Facts {
  return {
    account: 'MAIN',
    currency: 'USD',
    tellsCash: true,
    readAt: Date.parse(YEARS_LATER),
    readOn: YEARS_LATER,
    begins: later.map(({ tradedOn }) => tradedOn).toSorted()[0] ?? null,
    counted: countedIn(later.map(known)),
    held: countedIn(all.map(known)),
    rowsCashE4: later.reduce((sum, { netE4 }) => sum + netE4, 0),
    brokerCashE4: all.reduce((sum, { netE4 }) => sum + netE4, 0) + 10_000_000,
    carried: null,
  };
}

export function evidenceFrom(rows: readonly Transaction[]): Evidence {
  return {
    rowsOf: (ticker) => rows.map(known).filter(({ instrument }) => instrument?.ticker === ticker),
    goneOf: () => [],
    since: () => [],
  };
}

const known = (row: Transaction): Known => ({ ...row, record: Number(row.id) * 10 });

/** 'KO 60 put by -2: EXPIRED, waiting, rows 1 3' */
export function told({ differences, cash }: Balance): readonly string[] {
  const lines = differences.map(({ instrument, byE8, cause, state, rows: own }) => {
    const name =
      instrument.kind === 'SHARE'
        ? instrument.ticker
        : `${instrument.ticker} ${instrument.strikeE6 / 1e6} ${instrument.type.toLowerCase()}`;
    const more = cause.kind === 'SPLIT' ? ` ${cause.ratio}` : '';
    const ids = own.map(({ id }) => id).join(' ');
    return `${name} by ${formatScaled(byE8, E8)}: ${cause.kind}${more}, ${state}, rows ${ids}`.trim();
  });
  if (cash === null || cash.state === 'agrees') return lines;
  const [by, before] = [cash.byE4, cash.carriedE4].map((each) => formatScaled(each, E4));
  return [...lines, `cash by ${by}, ${before} before: ${cash.state}`];
}
