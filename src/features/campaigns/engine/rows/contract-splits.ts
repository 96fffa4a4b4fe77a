/**
 * Rule: a whole split makes k contracts of a k-th of the strike out of each open one, at the cost they had. The broker
 * books it with rows of its own: the old contract goes and the new one comes, or only what is new comes; or with none,
 * then the split of the shares says it. Told twice, it counts once. Example: three for one, a short call of 1000: a row
 * of -2 calls of 333.33; 3 of these are open then.
 */
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import { formatOccSymbol, type OptionContract, parseOccSymbol } from '../../../../model/instrument.ts';
import type { Event } from './events.ts';
import { becoming, contractOf, countOf, join, type Queues, queueOf, sideOf, type Units } from './queues.ts';
import { isPartOfStrike, isStandard } from './strikes.ts';

export interface Exchange {
  readonly from: OptionContract;
  readonly to: OptionContract;
  readonly ratio: number;
  readonly side: 1 | -1;
  /** As many as there were before. */
  readonly units: readonly Units[];
  /** Rows that take the old contracts away, and rows that bring the new ones; none where only shares were split. */
  readonly away: readonly Event[];
  readonly come: readonly Event[];
}

type Proposed = Omit<Exchange, 'units' | 'side'>;

const CENT_E6 = 10_000;
const SERIES = 13;
const FEW_SESSIONS = 3;

/** What the option rows of one moment say. */
export function exchangeBooked(queues: Queues, rows: readonly Event[]): readonly Exchange[] {
  let free = rows;
  const proposed = openIn(queues).flatMap((open) => {
    const found = proposedBy(open, free);
    if (found === null) return [];
    const told = [...found.away, ...found.come];
    free = free.filter((row) => !told.includes(row));
    return [found];
  });
  return exchange(queues, proposed);
}

/** What a split of the shares says of the contracts that no rows of their own speak of in those days. */
export function exchangeImplied(
  queues: Queues,
  split: Event,
  ratio: number,
  optionRows: readonly Event[],
): readonly Exchange[] {
  const told = optionRows.filter((row) => isNear(row, split) && isChange(row));
  const left = openIn(queues).filter(
    ({ contract }) => isStandard(contract) && !told.some((row) => speaksOf(row, contract, ratio)),
  );
  return exchange(
    queues,
    left.map(({ contract }) => {
      const to = heirOf(contract, ratio, optionRows);
      return { from: contract, to, ratio, away: [], come: [] };
    }),
  );
}

/** Rows that change a position and are neither a trade nor an end. */
export function isChange({ row }: Event): boolean {
  return (
    row.instrument?.kind === 'OPTION' &&
    row.quantityE8 !== 0 &&
    ['SPLIT', 'ADJUSTMENT', 'TRANSFER'].includes(row.kind)
  );
}

interface Open {
  readonly contract: OptionContract;
  readonly side: 1 | -1 | 0;
  readonly countE8: number;
}

/** Lower strikes first: what is split into another open contract comes to it after that one was split itself. */
function openIn(queues: Queues): readonly Open[] {
  return [...queues.values()]
    .flatMap((queue) => {
      const [first] = queue;
      return first ? [{ contract: contractOf(first), side: sideOf(queue), countE8: countOf(queue) }] : [];
    })
    .toSorted((a, b) => a.contract.strikeE6 - b.contract.strikeE6);
}

function proposedBy(open: Open, rows: readonly Event[]): Proposed | null {
  const { contract, side, countE8 } = open;
  const away = awayOf(open, rows);
  const goneE8 = sizeOf(away);
  // A split leaves no contract as it was.
  if (goneE8 > 0 && goneE8 < countE8) return null;
  const coming = rows.filter(({ row }) => !isOf(row, contract) && Math.sign(row.quantityE8) === side);
  for (const come of Map.groupBy(coming, symbolIn).values()) {
    const to = come[0]?.row.instrument;
    const cameE8 = sizeOf(come);
    const ratio = goneE8 > 0 ? cameE8 / goneE8 : (countE8 + cameE8) / countE8;
    if (to?.kind === 'OPTION' && isSplitInto(contract, to, ratio))
      return { from: contract, to, ratio, away, come };
  }
  return null;
}

/** A row of as many as there are; else all rows that take some away. */
function awayOf({ contract, side, countE8 }: Open, rows: readonly Event[]): readonly Event[] {
  const away = rows.filter(({ row }) => isOf(row, contract) && Math.sign(row.quantityE8) === -side);
  const exact = away.find(({ row }) => Math.abs(row.quantityE8) === countE8);
  return exact ? [exact] : away;
}

function exchange(queues: Queues, proposed: readonly Proposed[]): readonly Exchange[] {
  return proposed.flatMap((each) => {
    const [old, queue] = [queueOf(queues, each.from), queueOf(queues, each.to)];
    const side = sideOf(old);
    // Of one contract nobody is long and short: such rows speak of something else.
    if (side === 0 || (queue.length > 0 && sideOf(queue) !== side)) return [];
    const units = old.splice(0);
    join(
      queue,
      units.map((part) => becoming(part, each.to, each.ratio)),
    );
    return [{ ...each, side, units }];
  });
}

function speaksOf({ row }: Event, contract: OptionContract, ratio: number): boolean {
  return (
    isOf(row, contract) || (row.instrument?.kind === 'OPTION' && isSplitInto(contract, row.instrument, ratio))
  );
}

function isOf({ instrument }: Event['row'], { symbol }: OptionContract): boolean {
  return instrument?.kind === 'OPTION' && instrument.symbol === symbol;
}

function isNear(a: Event, b: Event): boolean {
  const [first = '', last = ''] = [a.on, b.on].toSorted();
  return sessionsBetween(first, last, FEW_SESSIONS + 1) <= FEW_SESSIONS;
}

function symbolIn({ row }: Event): string {
  return row.instrument?.kind === 'OPTION' ? row.instrument.symbol : '';
}

function sizeOf(rows: readonly Event[]): number {
  return rows.reduce((sum, { row }) => sum + Math.abs(row.quantityE8), 0);
}

/** Root, expiration and type are the symbol's first signs. */
function isSplitInto(from: OptionContract, to: OptionContract, ratio: number): boolean {
  const isSameSeries = from.symbol.slice(0, SERIES) === to.symbol.slice(0, SERIES);
  return isSameSeries && isStandard(to) && isPartOfStrike(to.strikeE6, from, ratio);
}

/** As later rows call it; else with the strike to the cent. */
function heirOf(contract: OptionContract, ratio: number, optionRows: readonly Event[]): OptionContract {
  for (const { row } of optionRows)
    if (row.instrument?.kind === 'OPTION' && isSplitInto(contract, row.instrument, ratio))
      return row.instrument;
  const strikeE6 = Math.round(contract.strikeE6 / ratio / CENT_E6) * CENT_E6;
  const occ = parseOccSymbol(contract.symbol);
  return { ...contract, strikeE6, symbol: occ ? formatOccSymbol({ ...occ, strikeE6 }) : contract.symbol };
}
