import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Permission } from '../model/roles.ts';
import { notFromHere } from './errors.ts';

const HEARTBEAT_MS = 30_000;
const MOST_BUFFERED = 1024 * 1024;
/** 1001: going away. 1008: no longer allowed. */
const AWAY = 1001;
const NOT_ALLOWED = 1008;

interface Socket {
  readonly permission: Permission;
  readonly url: string;
  readonly connected: (socket: WebSocket, request: FastifyRequest) => void;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly sockets: Sockets;
  }
}

/** Every open socket, under the session or token it belongs to, so that they end together. */
export class Sockets {
  readonly #open = new Map<WebSocket, { readonly owner: string; readonly userId: string; alive: boolean }>();
  readonly #beat = setInterval(() => this.#checkPulse(), HEARTBEAT_MS).unref();

  add(socket: WebSocket, request: FastifyRequest): void {
    const identity = request.identity;
    const owner = identity?.session?.id ?? identity?.token?.id ?? '';
    const entry = { owner, userId: identity?.actor.userId ?? '', alive: true };
    this.#open.set(socket, entry);
    socket.on('pong', () => {
      entry.alive = true;
    });
    socket.on('close', () => this.#open.delete(socket));
    socket.on('error', () => socket.terminate());
  }

  /** The session or token of this id is no more. */
  endOwner(id: string): void {
    this.#end((entry) => entry.owner === id, NOT_ALLOWED);
  }

  endPerson(userId: string): void {
    this.#end((entry) => entry.userId === userId, NOT_ALLOWED);
  }

  close(): void {
    clearInterval(this.#beat);
    this.#end(() => true, AWAY);
  }

  #end(belongs: (entry: { readonly owner: string; readonly userId: string }) => boolean, code: number): void {
    for (const [socket, entry] of this.#open) if (belongs(entry)) socket.close(code);
  }

  /** Who does not answer is gone; who does not read is dropped rather than buffered for. */
  #checkPulse(): void {
    for (const [socket, entry] of this.#open) {
      if (!entry.alive || socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
      else socket.ping();
      entry.alive = false;
    }
  }
}

export function addSockets(app: FastifyInstance): void {
  const sockets = new Sockets();
  app.decorate('sockets', sockets);
  app.register(fastifyWebsocket, { options: { maxPayload: 4096 } });
  app.addHook('preClose', async () => sockets.close());
  // The server no longer counts a connection that asked for an upgrade: refused, it would stay open for ever.
  app.addHook('onResponse', async ({ raw }) => {
    if (/\bupgrade\b/i.test(raw.headers.connection ?? '')) raw.socket.destroySoon();
  });
}

/** A WebSocket address: session, permission and origin are checked before the upgrade. */
export function socket(
  app: FastifyInstance,
  publicUrl: URL | null,
  { permission, url, connected }: Socket,
): void {
  app.route({
    method: 'GET',
    url,
    config: { access: permission, face: 'socket' },
    preValidation: async (request) => {
      if (request.identity?.session && !sameOrigin(request, publicUrl)) throw notFromHere();
    },
    handler: (_, reply) =>
      reply.code(426).send({ code: 'upgrade-needed', message: 'This address speaks WebSocket.' }),
    wsHandler: (opened, request) => {
      app.sockets.add(opened, request);
      connected(opened, request);
    },
  });
}

function sameOrigin(request: FastifyRequest, publicUrl: URL | null): boolean {
  return request.headers.origin === (publicUrl?.origin ?? `${request.protocol}://${request.host}`);
}
