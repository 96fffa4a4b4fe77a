import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Answer } from './answer.ts';
import { control, type Switches } from './control.ts';
import { type Fault, FaultTable } from './faults.ts';
import { MovableClock } from './movable-clock.ts';
import { type Question, readQuestion } from './question.ts';
import { send, tear } from './send.ts';
import { answerInstead, spoil } from './spoil.ts';

const MOST_REMEMBERED = 20_000;

/** One vendor's machine, on loopback: `await using` ends it with the test. */
export abstract class Simulator implements AsyncDisposable {
  readonly clock: MovableClock;
  readonly faults = new FaultTable();
  /** Everything that was asked, oldest first. */
  readonly asked: Question[] = [];
  readonly #server: Server;
  #origin = '';

  constructor(clock?: Clock) {
    this.clock = new MovableClock(clock);
    this.#server = createServer((request, reply) => {
      this.#serve(request, reply).catch((error: unknown) => fail(reply, error));
    });
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  protected abstract answer(question: Question): Answer;
  /** What can be set from outside besides the clock and the faults. */
  protected abstract readonly switches: Switches;

  /** What stands on every answer of this vendor. */
  protected headers(): Readonly<Record<string, string>> {
    return {};
  }

  protected upgrade(_request: IncomingMessage, socket: Duplex, _head: Buffer): void {
    refuseUpgrade(socket, 404);
  }

  get origin(): string {
    return this.#origin;
  }

  async listen(port = 0): Promise<this> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    await promise;
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const question = await readQuestion(request, this.clock.now());
    const controlled = control(question, { clock: this.clock, switches: this.switches }, this.faults);
    if (controlled !== null) return send(reply, controlled, null);
    this.asked.push(question);
    if (this.asked.length > MOST_REMEMBERED) this.asked.shift();
    const fault = this.faults.take(question.method, question.path);
    if (fault?.kind === 'reset') return tear(reply);
    if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { ref: false });
    const answer = this.#answered(question, fault);
    if (fault?.kind === 'lost') return tear(reply);
    await send(reply, answer, fault);
  }

  #answered(question: Question, fault: Fault | null): Answer {
    const instead = fault && answerInstead(fault);
    const plain = instead ?? this.answer({ ...question, at: this.clock.now() });
    const answer = fault ? spoil(plain, fault) : plain;
    return { ...answer, headers: { ...this.headers(), ...answer.headers } };
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    const fault = this.faults.take('GET', new URL(request.url ?? '/', 'http://simulator').pathname);
    if (fault === null) this.upgrade(request, socket, head);
    else if (fault.kind === 'status') refuseUpgrade(socket, fault.status);
    else socket.destroy();
  }
}

export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}

// A fault of the simulator itself must not look like one of the vendor's.
function fail(reply: ServerResponse, error: unknown): void {
  if (!reply.headersSent) reply.writeHead(599, { 'content-type': 'text/plain' });
  reply.end(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`);
}
