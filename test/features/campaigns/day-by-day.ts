import type { Allocation, Campaign } from '../../../src/features/campaigns/engine/types.ts';
import { addDays, type IsoDate } from '../../../src/lib/dates.ts';
import { formatOccSymbol, type Instrument, type OptionContract } from '../../../src/model/instrument.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

/** Contracts or shares of one row, in dollars and pieces. */
interface Lot {
  readonly contract: OptionContract | null;
  /** Which of the campaign's rows it came with. */
  readonly turn: number;
  count: number;
  cost: number;
}

type Lots = Map<string, Lot[]>;
type RowOf = ReadonlyMap<string, Transaction>;

/** What a campaign ties up at the end of each day: told anew for every day, one contract at a time, in floats. */
export function tiedUpByDay(
  { startedOn, allocations }: Campaign,
  rowOf: RowOf,
  lastDay: IsoDate,
): readonly number[] {
  const days: number[] = [];
  const told = withSplitsOnce(allocations, rowOf);
  for (let day = startedOn; day <= lastDay; day = addDays(day, 1)) {
    const lots: Lots = new Map();
    for (const [turn, allocation] of told.entries()) {
      const row = rowOf.get(allocation.transactionId);
      if (allocation.on <= day && row?.instrument) tell(lots, allocation, row, row.instrument, turn);
    }
    days.push(tiedUpBy([...lots.values()].flat()));
  }
  return days;
}

/**
 * A split of shares that came to the campaign in parts is told for each part: together they are a whole number again.
 * Contracts of lower strikes are split first: what comes to a strike was not there before.
 */
function withSplitsOnce(allocations: readonly Allocation[], rowOf: RowOf): readonly Allocation[] {
  const strikeIn = ({ transactionId }: Allocation) => {
    const instrument = rowOf.get(transactionId)?.instrument;
    return instrument?.kind === 'OPTION' ? instrument.strikeE6 : 0;
  };
  const splits = allocations.filter(({ role }) => role === 'CORPORATE_ACTION');
  return allocations.flatMap((each) => {
    const same = splits.filter(({ on }) => on === each.on);
    if (each.role !== 'CORPORATE_ACTION') return [each];
    if (same[0] !== each) return [];
    const ofShares = same.filter((split) => strikeIn(split) === 0);
    const quantityE8 = ofShares.reduce((sum, part) => sum + part.quantityE8, 0);
    const ofContracts = same.filter((split) => strikeIn(split) > 0);
    return [
      ...ofShares.slice(0, 1).map((split) => ({ ...split, quantityE8 })),
      ...ofContracts.toSorted((a, b) => strikeIn(a) - strikeIn(b)),
    ];
  });
}

function tell(
  lots: Lots,
  { quantityE8, cashE4 }: Allocation,
  { kind }: Transaction,
  what: Instrument,
  turn: number,
): void {
  const contract = what.kind === 'OPTION' ? what : null;
  const queue = lots.get(contract?.symbol ?? '') ?? [];
  lots.set(contract?.symbol ?? '', queue);
  if (kind !== 'SPLIT') book(queue, { contract, turn, count: quantityE8 / 1e8, cost: -cashE4 / 1e4 });
  else if (contract) exchange(lots, queue, contract);
  else split(queue, quantityE8 / 1e8);
}

function book(queue: Lot[], { count, cost, ...lot }: Lot): void {
  let left = count;
  for (const other of queue) {
    if (other.count * left >= 0) continue;
    const taken = Math.sign(left) * Math.min(Math.abs(left), Math.abs(other.count));
    other.cost *= (other.count + taken) / other.count;
    other.count += taken;
    left -= taken;
  }
  if (left !== 0) queue.push({ ...lot, count: left, cost: (cost * left) / count });
}

function split(queue: readonly Lot[], added: number): void {
  const held = queue.reduce((sum, { count }) => sum + count, 0);
  for (const lot of queue) lot.count *= (held + added) / held;
}

/** Two for one: the contracts of twice the strike are these now. The row that takes them away finds none left. */
function exchange(lots: Lots, queue: Lot[], contract: OptionContract): void {
  const from = [...lots.values()].find(
    ([lot]) =>
      lot?.contract?.symbol ===
      formatOccSymbol({ ...contract, root: contract.ticker, strikeE6: contract.strikeE6 * 2 }),
  );
  if (from === undefined) return;
  queue.push(...from.splice(0).map((lot) => ({ ...lot, contract, count: lot.count * 2 })));
  queue.sort((a, b) => a.turn - b.turn);
}

function tiedUpBy(lots: readonly Lot[]): number {
  const shares = lots.filter(({ contract }) => contract === null);
  const sum = (side: 1 | -1, of: (lot: Lot) => number) =>
    shares.filter(({ count }) => count * side > 0).reduce((total, lot) => total + of(lot), 0);
  const puts = sideOf(lots, 'PUT', 0);
  const calls = sideOf(lots, 'CALL', Math.floor(sum(1, ({ count }) => count) / 100));
  const owed = -sum(-1, ({ cost }) => cost);
  return Math.max(puts.risk, calls.risk + owed) + puts.cost + calls.cost + sum(1, ({ cost }) => cost);
}

interface One {
  readonly contract: OptionContract;
  readonly cost: number;
}

function sideOf(lots: readonly Lot[], type: OptionContract['type'], covered: number) {
  const shorts = ones(lots, type, -1)
    .toSorted((a, b) => compare(b.contract, a.contract))
    .slice(covered);
  let longs = ones(lots, type, 1);
  let risk = 0;
  let cost = 0;
  for (const { contract } of shorts) {
    const away = (one: One) => Math.abs(one.contract.strikeE6 - contract.strikeE6);
    const [hedge] = longs
      .filter((one) => one.contract.expiresOn >= contract.expiresOn)
      .toSorted((a, b) => away(a) - away(b) || (a.contract.symbol < b.contract.symbol ? -1 : 1));
    longs = longs.filter((one) => one !== hedge);
    const apart = contract.strikeE6 - (hedge?.contract.strikeE6 ?? 0);
    const width = hedge ? Math.max(0, type === 'PUT' ? apart : -apart) / 1e4 : contract.strikeE6 / 1e4;
    risk += width;
    cost += Math.max(0, (hedge?.cost ?? 0) - width);
  }
  return { risk, cost: cost + longs.reduce((sum, one) => sum + one.cost, 0) };
}

/** Contracts one by one, each at what one of its symbol cost. */
function ones(lots: readonly Lot[], type: OptionContract['type'], side: 1 | -1): readonly One[] {
  const own = lots.filter(({ contract, count }) => contract?.type === type && Math.sign(count) === side);
  const bySymbol = Map.groupBy(own, ({ contract }) => contract?.symbol ?? '');
  return [...bySymbol.values()].flatMap((same) => {
    const count = same.reduce((sum, lot) => sum + Math.abs(lot.count), 0);
    const cost = same.reduce((sum, lot) => sum + lot.cost, 0) / count;
    const contract = same[0]?.contract;
    return contract ? Array.from({ length: Math.round(count) }, () => ({ contract, cost })) : [];
  });
}

function compare(a: OptionContract, b: OptionContract): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1;
  return a.strikeE6 - b.strikeE6;
}
