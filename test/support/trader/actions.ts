import type { Instrument, OptionContract } from '../../../src/model/instrument.ts';
import { bringsShares, type Desk, type Leg } from './desk.ts';
import { type Book, contractOf, expiryAfter, freeShares, type Position } from './market.ts';

/** Small numbers: what they mean depends on what is held. */
export interface Step {
  readonly act: number;
  readonly wait: number;
  readonly book: number;
  readonly pick: number;
  readonly size: number;
  readonly fills: number;
}

type Action = (desk: Desk, book: Book, step: Step) => void;

/** In the order they are tried when a history is made simpler. What is not possible now is not done. */
export const ACTIONS: readonly Action[] = [
  sellPut,
  close,
  rollInOneOrder,
  rollInTwoOrders,
  sellCall,
  rollInPart,
  rollAndAdd,
  buyShares,
  sellShares,
  buyAndWrite,
  sellPutSpread,
  sellCallSpread,
  sellStrangle,
  buyOption,
  closeAndOpenAgain,
  beAssigned,
  receiveDividend,
  splitShares,
  deposit,
  sellPut,
  sellCall,
  rollInTwoOrders,
];

function sellPut(desk: Desk, book: Book, step: Step): void {
  open(desk, book, step, [optionLeg(desk, book, step, 'PUT', -1, -step.pick)]);
}

function sellCall(desk: Desk, book: Book, step: Step): void {
  const most = Math.min(step.size, Math.floor(freeShares(book) / 100));
  if (most > 0)
    open(desk, book, step, [optionLeg(desk, book, { ...step, size: most }, 'CALL', -1, step.pick)]);
}

function buyAndWrite(desk: Desk, book: Book, step: Step): void {
  const shares = shareLeg(book, step, 100 * step.size);
  open(desk, book, step, [shares, optionLeg(desk, book, step, 'CALL', -1, step.pick)]);
}

function sellPutSpread(desk: Desk, book: Book, step: Step): void {
  const short = optionLeg(desk, book, step, 'PUT', -1, -1 - step.pick);
  const long = optionLeg(desk, book, step, 'PUT', 1, -4 - step.pick);
  open(desk, book, step, [short, { ...long, cents: Math.floor(short.cents / 2) }]);
}

function sellCallSpread(desk: Desk, book: Book, step: Step): void {
  const short = optionLeg(desk, book, step, 'CALL', -1, 1 + step.pick);
  const long = optionLeg(desk, book, step, 'CALL', 1, 4 + step.pick);
  open(desk, book, step, [short, { ...long, cents: Math.floor(short.cents / 2) }]);
}

function sellStrangle(desk: Desk, book: Book, step: Step): void {
  const most = Math.min(step.size, Math.floor(freeShares(book) / 100));
  if (most <= 0) return;
  const size = { ...step, size: most };
  const put = optionLeg(desk, book, size, 'PUT', -1, -step.pick);
  open(desk, book, step, [put, optionLeg(desk, book, size, 'CALL', -1, 1 + step.pick)]);
}

function buyOption(desk: Desk, book: Book, step: Step): void {
  open(desk, book, step, [
    optionLeg(desk, book, step, step.pick % 2 === 0 ? 'CALL' : 'PUT', 1, step.pick - 4),
  ]);
}

function close(desk: Desk, book: Book, step: Step): void {
  const position = positionAt(book, step);
  if (position) desk.trade(book, [closingLeg(position, step, step.size)], step.fills);
}

function closeAndOpenAgain(desk: Desk, book: Book, step: Step): void {
  const position = positionAt(book, step);
  if (!position) return;
  const closing = closingLeg(position, step, step.size);
  desk.trade(book, [closing], step.fills);
  desk.pass(4 + (step.pick % 2) * 60);
  desk.trade(book, [{ ...closing, count: -closing.count, effect: 'OPENING', cents: closing.cents + 7 }], 0);
}

function rollInOneOrder(desk: Desk, book: Book, step: Step): void {
  const roll = rollOf(desk, book, step, 99, 0);
  if (roll) desk.trade(book, roll, step.fills);
}

function rollInPart(desk: Desk, book: Book, step: Step): void {
  const roll = rollOf(desk, book, step, step.size, 0);
  if (roll) desk.trade(book, roll, step.fills);
}

function rollAndAdd(desk: Desk, book: Book, step: Step): void {
  const roll = rollOf(desk, book, step, step.size, 1);
  const isCovered = roll?.[1].instrument.kind === 'OPTION' && roll[1].instrument.type === 'CALL';
  if (roll && !(isCovered && freeShares(book) < 100)) desk.trade(book, roll, step.fills);
}

function rollInTwoOrders(desk: Desk, book: Book, step: Step): void {
  const roll = rollOf(desk, book, step, step.size, 0);
  if (!roll) return;
  const [closing, opening] = roll;
  const isOpenedFirst = step.pick % 3 === 0;
  desk.pass(15);
  const first = desk.trade(book, [isOpenedFirst ? opening : closing], step.fills);
  desk.pass(3 + (step.pick % 5));
  const second = desk.trade(book, [isOpenedFirst ? closing : opening], 0);
  desk.pass(15);
  desk.apart.push(isOpenedFirst ? { closing: second, opening: first } : { closing: first, opening: second });
}

function buyShares(desk: Desk, book: Book, step: Step): void {
  desk.trade(book, [shareLeg(book, step, (step.pick % 3 === 2 ? 50 : 100) * step.size)], step.fills);
}

function sellShares(desk: Desk, book: Book, step: Step): void {
  const most = Math.min(freeShares(book), (step.pick % 3 === 2 ? 30 : 100) * step.size);
  if (most > 0) desk.trade(book, [shareLeg(book, step, -most)], step.fills);
}

function beAssigned(desk: Desk, book: Book, step: Step): void {
  desk.nextDays(1, step.pick);
  const position = positionAt(book, step);
  if (!position) return;
  const most = bringsShares(position) ? step.size : Math.floor(book.shares / 100);
  const count = Math.min(step.size, most, Math.abs(position.count));
  if (count > 0) desk.deliver(book, position, count, step.fills);
}

function receiveDividend(desk: Desk, book: Book, step: Step): void {
  if (book.shares === 0) return;
  const description = step.pick % 2 === 0 ? book.company : `THE ${book.company}`;
  const netE4 = book.shares * (11 + step.pick) * 100;
  const at = Date.parse(`${desk.day}T00:00:00Z`);
  desk.tell(book, { kind: 'DIVIDEND', instrument: null, count: 0, netE4, description, hasTime: false }, at);
}

/** Two for one, before the market opens: the shares first, then each contract, the old one going and the new one coming. */
function splitShares(desk: Desk, book: Book, step: Step): void {
  if (book.price < 20) return;
  desk.nextDays(1, step.pick);
  const at = Date.parse(`${desk.day}T12:00:00Z`);
  const description = `${book.company} FORWARD SPLIT`;
  const tell = (instrument: Instrument, count: number) =>
    desk.tell(book, { kind: 'SPLIT', instrument, count, description }, at);
  if (book.shares > 0) tell({ kind: 'SHARE', ticker: book.ticker }, book.shares);
  const positions = [...book.positions.values()];
  book.positions.clear();
  for (const { contract, count } of positions) {
    const half = contractOf(book, contract.type, contract.strikeE6 / 2_000_000, contract.expiresOn);
    tell(contract, -count);
    tell(half, 2 * count);
    book.positions.set(half.symbol, { contract: half, count: 2 * count });
  }
  book.shares *= 2;
  book.price = Math.round(book.price / 2);
}

function deposit(desk: Desk, book: Book, step: Step): void {
  desk.tell(book, {
    kind: 'CASH',
    instrument: null,
    count: 0,
    netE4: (step.pick - 3) * 1_234_500,
    description: 'FUNDS RECEIVED',
  });
}

/** An order the broker takes: nobody is long and short of one contract. */
function open(desk: Desk, book: Book, step: Step, legs: readonly Leg[]): void {
  const isAllowed = legs.every(({ instrument, count }) => {
    const held = instrument.kind === 'OPTION' ? (book.positions.get(instrument.symbol)?.count ?? 0) : 0;
    return held === 0 || Math.sign(held) === Math.sign(count);
  });
  if (isAllowed) desk.trade(book, legs, step.fills);
}

function optionLeg(
  desk: Desk,
  book: Book,
  step: Step,
  type: OptionContract['type'],
  side: 1 | -1,
  away: number,
): Leg {
  const contract = contractOf(
    book,
    type,
    book.price + Math.trunc(away / 2),
    expiryAfter(desk.day, 1 + (step.pick % 4)),
  );
  return { instrument: contract, count: side * step.size, effect: 'OPENING', cents: premiumOf(step) };
}

function shareLeg(book: Book, { pick, size }: Step, count: number): Leg {
  const instrument = { kind: 'SHARE', ticker: book.ticker } as const;
  const cents = book.price * 100 + (pick - 5) * 17 + size;
  return { instrument, count, effect: count > 0 ? 'OPENING' : 'CLOSING', cents };
}

function premiumOf({ pick, size, fills }: Step): number {
  return 20 + ((pick * 37 + size * 11 + fills * 5) % 180);
}

function positionAt({ positions }: Book, { pick }: Step): Position | null {
  return [...positions.values()][pick % Math.max(1, positions.size)] ?? null;
}

function closingLeg({ contract, count }: Position, step: Step, most: number): Leg {
  const closed = -Math.sign(count) * Math.min(most, Math.abs(count));
  return { instrument: contract, count: closed, effect: 'CLOSING', cents: premiumOf(step) };
}

/** The same side of another strike and a later week. */
function rollOf(desk: Desk, book: Book, step: Step, most: number, added: number): readonly [Leg, Leg] | null {
  const position = positionAt(book, step);
  if (!position) return null;
  const { contract } = position;
  const expiresOn = expiryAfter(contract.expiresOn, 1 + (step.pick % 2));
  const strike = contract.strikeE6 / 1_000_000 + (step.pick % 5) - 2;
  const instrument = contractOf(book, contract.type, strike, expiresOn);
  const held = book.positions.get(instrument.symbol)?.count ?? 0;
  if (expiresOn <= desk.day || held * position.count < 0) return null;
  const closing = closingLeg(position, step, most);
  const count = -closing.count + added * Math.sign(position.count);
  return [closing, { instrument, count, effect: 'OPENING', cents: closing.cents + 15 }];
}
