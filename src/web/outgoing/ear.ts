import type { Socket } from 'node:net';
import type { Client, WebSocket } from 'undici';
import type { Listening } from '../outgoing.ts';

export type Ending = 'timeout' | 'unreachable' | 'cancelled';

/** One line, from its opening until it ends, and how it did. What it is made of is loaded with the first. */
export async function hearOut(url: URL, listening: Listening, agent: string): Promise<Ending> {
  const { opening, hear, silenceMs, signal } = listening;
  const ended = Promise.withResolvers<Ending>();
  const giveUp = () => ended.resolve('timeout');
  const stop = () => ended.resolve('cancelled');
  using line = await Line.open(url, listening, agent);
  const silence = setTimeout(giveUp, silenceMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  line.socket.onopen = () => {
    for (const text of opening) line.socket.send(text);
  };
  line.socket.onmessage = ({ data }) => {
    silence.refresh();
    if (data instanceof ArrayBuffer && !hear(new Uint8Array(data))) ended.resolve('unreachable');
  };
  line.socket.onclose = () => ended.resolve('unreachable');
  try {
    return await ended.promise;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
  }
}

/** Closing it is not enough where nobody is at the other end any more: it is cut. */
class Line implements Disposable {
  readonly socket: WebSocket;
  readonly #client: Client;
  readonly #wire: { socket: Socket | null };

  private constructor(socket: WebSocket, client: Client, wire: { socket: Socket | null }) {
    this.socket = socket;
    this.#client = client;
    this.#wire = wire;
  }

  static async open(url: URL, { mostBytes, silenceMs }: Listening, agent: string): Promise<Line> {
    const [{ default: sockets }, { default: NewClient }, { default: connectorOf }] = await Promise.all([
      import('undici/lib/web/websocket/websocket.js'),
      import('undici/lib/dispatcher/client.js'),
      import('undici/lib/core/connect.js'),
    ]);
    // Said here, so that no setting of the environment can say otherwise: tokens go this way.
    const connect = connectorOf({ timeout: silenceMs, allowH2: false, rejectUnauthorized: true });
    const wire: { socket: Socket | null } = { socket: null };
    const client = new NewClient(url.origin.replace('ws', 'http'), {
      webSocket: { maxPayloadSize: mostBytes },
      connect: (options, done) =>
        connect(options, (...result) => {
          [, wire.socket] = result;
          done(...result);
        }),
    });
    const socket = new sockets.WebSocket(url, { dispatcher: client, headers: { 'user-agent': agent } });
    socket.binaryType = 'arraybuffer';
    return new Line(socket, client, wire);
  }

  [Symbol.dispose](): void {
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.#wire.socket?.destroy();
    void this.#client.destroy();
  }
}
