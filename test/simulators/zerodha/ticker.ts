/** Live prices over a WebSocket: a sign of life every second, and what has changed of the instruments subscribed to. */
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import type { TickMode } from '../../../src/features/brokers/practice/kite/ticks.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import { frameOf, HEARTBEAT, packetOf } from './packets.ts';
import { wishIn } from './wishes.ts';

// The package that ships with the WebSocket plugin.
const { WebSocketServer: Sockets } = createRequire(
  createRequire(import.meta.url).resolve('@fastify/websocket'),
)('ws') as { readonly WebSocketServer: new (options: object) => WebSocketServer };

const MOST_INSTRUMENTS = 3000;
const BEAT_MS = 1000;
const FLOOD = 20_000;

interface Listener {
  readonly socket: WebSocket;
  readonly isSignedIn: () => boolean;
  readonly modes: Map<number, TickMode>;
  /** What was last sent of each: only what has changed is sent again. */
  readonly sent: Map<number, Buffer>;
}

export class Ticker {
  readonly #world: World;
  readonly #now: () => number;
  readonly #sockets = new Sockets({ noServer: true });
  readonly #listeners = new Set<Listener>();
  readonly #heart: NodeJS.Timeout;
  /** Neither ticks nor signs of life, as when the line is dead and nobody has noticed. */
  isSilent = false;
  /** How many lines were ever opened. */
  opened = 0;

  constructor(world: World, now: () => number) {
    this.#world = world;
    this.#now = now;
    this.#heart = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  get size(): number {
    return this.#listeners.size;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer, isSignedIn: () => boolean): void {
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      const listener = { socket: opened, isSignedIn, modes: new Map(), sent: new Map() };
      this.#listeners.add(listener);
      this.opened += 1;
      opened.on('message', (data, isBinary) => !isBinary && this.#hear(listener, String(data)));
      opened.on('close', () => this.#listeners.delete(listener));
      opened.on('error', () => opened.terminate());
    });
  }

  /** Once now, for everyone; by itself every second. */
  beat(): void {
    for (const listener of this.#listeners) {
      // What Kite does with those who listen at six in the morning nobody has written down.
      if (!listener.isSignedIn()) listener.socket.close(1008);
      else if (!this.isSilent) this.#send(listener);
    }
  }

  /** What has become of an order, to everyone who listens. */
  tellOrder(order: object): void {
    const text = JSON.stringify({ type: 'order', data: order });
    for (const { socket } of this.#listeners) socket.send(text);
  }

  /** The line is cut. */
  cut(): void {
    for (const { socket } of this.#listeners) socket.terminate();
  }

  /** Half of what there is to tell. */
  breakOff(): void {
    for (const { socket, modes } of this.#listeners) {
      const frame = frameOf(this.#packets(modes));
      socket.send(frame.subarray(0, frame.length / 2));
    }
  }

  /** Far more at once than anybody asked for. */
  flood(): void {
    for (const { socket, modes } of this.#listeners) {
      const frame = frameOf(this.#packets(modes));
      for (let i = 0; i < FLOOD; i++) socket.send(frame);
    }
  }

  stop(): void {
    clearInterval(this.#heart);
    this.cut();
  }

  #hear(listener: Listener, text: string): void {
    const wish = wishIn(text);
    const { socket, modes, sent } = listener;
    if (wish === null) return void socket.send(JSON.stringify({ type: 'error', data: 'Invalid message' }));
    for (const token of wish.tokens) {
      sent.delete(token);
      if (wish.mode === null) modes.delete(token);
      else if (modes.has(token) || modes.size < MOST_INSTRUMENTS) modes.set(token, wish.mode);
    }
    if (!this.isSilent) this.#send(listener);
  }

  #packets(modes: Listener['modes']): readonly Buffer[] {
    const packets = [...modes].map(([token, mode]) => packetOf(this.#world, token, mode, this.#now()));
    return packets.filter((packet) => packet !== null);
  }

  #send({ socket, modes, sent }: Listener): void {
    const packets: Buffer[] = [];
    for (const [token, mode] of modes) {
      const packet = packetOf(this.#world, token, mode, this.#now());
      if (packet === null || sent.get(token)?.equals(packet)) continue;
      sent.set(token, packet);
      packets.push(packet);
    }
    socket.send(packets.length > 0 ? frameOf(packets) : HEARTBEAT);
  }
}
