import { E6 } from '../../../../lib/decimal.ts';
import type { Fault } from '../../parse/faults.ts';

/**
 * Rule: a frame is a count of packets, and each packet its length and its bytes, big end first; the length says what
 * is in it. A single byte is a heartbeat. Prices are hundredths, but finer on the two currency exchanges: the last
 * byte of the token says which exchange it is. Indices give high, low, open, close; all others open, high, low, close.
 */
export interface Tick {
  readonly token: number;
  readonly mode: 'ltp' | 'quote' | 'full';
  /** Nobody trades an index itself. */
  readonly isTradable: boolean;
  readonly priceE6: number;
  readonly day: DayPrices | null;
  readonly trading: Trading | null;
  readonly depth: Depth | null;
  /** The exchange's own time, to the second; null where the packet has none. */
  readonly at: number | null;
}

export interface DayPrices {
  readonly openE6: number;
  readonly highE6: number;
  readonly lowE6: number;
  /** The session before's. */
  readonly closeE6: number;
}

export interface Trading {
  readonly lastQuantity: number;
  readonly averagePriceE6: number;
  readonly volume: number;
  readonly buyQuantity: number;
  readonly sellQuantity: number;
}

export interface Level {
  readonly priceE6: number;
  readonly quantity: number;
  readonly orders: number;
}

export interface Depth {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** The ticks of a frame; a packet of a length nobody has described is passed over. */
export function readTicks(frame: Uint8Array): { readonly ticks: readonly Tick[] } | Fault {
  if (frame.length < 2) return { ticks: [] };
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const ticks: Tick[] = [];
  let at = 2;
  for (let left = view.getInt16(0); left > 0; left--) {
    const length = at + 2 <= view.byteLength ? view.getInt16(at) : -1;
    if (length < 0 || at + 2 + length > view.byteLength) return { fault: 'is a frame that breaks off' };
    const tick = readPacket(new DataView(frame.buffer, frame.byteOffset + at + 2, length));
    if (tick !== null) ticks.push(tick);
    at += 2 + length;
  }
  return { ticks };
}

const [LTP, INDEX_QUOTE, INDEX_FULL, QUOTE, FULL] = [8, 28, 32, 44, 184];
const INDICES = 9;

function readPacket(packet: DataView): Tick | null {
  switch (packet.byteLength) {
    case LTP:
      return { ...outlineOf(packet), mode: 'ltp' };
    case INDEX_QUOTE:
      return { ...outlineOf(packet), mode: 'quote', day: indexDay(packet) };
    case INDEX_FULL:
      return { ...outlineOf(packet), mode: 'full', day: indexDay(packet), at: secondAt(packet, 28) };
    case QUOTE:
      return { ...traded(packet), mode: 'quote' };
    case FULL:
      return { ...traded(packet), mode: 'full', depth: depthOf(packet), at: secondAt(packet, 60) };
    default:
      return null;
  }
}

function outlineOf(packet: DataView): Omit<Tick, 'mode'> {
  const token = packet.getUint32(0);
  const isTradable = (token & 0xff) !== INDICES;
  return { token, isTradable, priceE6: priceAt(packet, 4), day: null, trading: null, depth: null, at: null };
}

function traded(packet: DataView): Omit<Tick, 'mode'> {
  const [openE6, highE6, lowE6, closeE6] = [
    priceAt(packet, 28),
    priceAt(packet, 32),
    priceAt(packet, 36),
    priceAt(packet, 40),
  ];
  const trading = {
    lastQuantity: packet.getUint32(8),
    averagePriceE6: priceAt(packet, 12),
    volume: packet.getUint32(16),
    buyQuantity: packet.getUint32(20),
    sellQuantity: packet.getUint32(24),
  };
  return { ...outlineOf(packet), day: { openE6, highE6, lowE6, closeE6 }, trading };
}

function indexDay(packet: DataView): DayPrices {
  const [highE6, lowE6, openE6, closeE6] = [
    priceAt(packet, 8),
    priceAt(packet, 12),
    priceAt(packet, 16),
    priceAt(packet, 20),
  ];
  return { openE6, highE6, lowE6, closeE6 };
}

function depthOf(packet: DataView): Depth {
  const levels = Array.from({ length: 10 }, (_, index) => levelAt(packet, 64 + 12 * index));
  return { bids: levels.slice(0, 5), asks: levels.slice(5) };
}

function levelAt(packet: DataView, at: number): Level {
  return {
    quantity: packet.getUint32(at),
    priceE6: priceAt(packet, at + 4),
    orders: packet.getUint16(at + 8),
  };
}

const CURRENCIES_NSE = 3;
const CURRENCIES_BSE = 6;

// Digits behind the point, by exchange.
function priceAt(packet: DataView, at: number): number {
  const price = packet.getInt32(at);
  const exchange = packet.getUint32(0) & 0xff;
  if (exchange === CURRENCIES_NSE) return Math.sign(price) * Math.round(Math.abs(price) / 10) + 0;
  return price * 10 ** (E6 - (exchange === CURRENCIES_BSE ? 4 : 2));
}

function secondAt(packet: DataView, at: number): number | null {
  const second = packet.getUint32(at);
  return second === 0 ? null : second * 1000;
}
