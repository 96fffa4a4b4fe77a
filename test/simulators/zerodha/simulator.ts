/** Zerodha on loopback: Kite's sign-in, its API and its ticker on one port, with the practice market behind them. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { anchorOf, makeWorld, type World } from '../../../src/features/brokers/practice/world.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Answer } from '../wire/answer.ts';
import { Pace } from '../wire/pace.ts';
import type { Question } from '../wire/question.ts';
import { type Handler, RouteTable } from '../wire/routes.ts';
import { refuseUpgrade, Simulator } from '../wire/simulator.ts';
import { addresses, type PaceClass, paceOf } from './addresses.ts';
import { CLIENT, KITE_APP, type KiteApp } from './app.ts';
import { badToken, refused, tooMany } from './errors.ts';
import { Sessions } from './sessions.ts';
import { Ticker } from './ticker.ts';

export interface ZerodhaOptions {
  readonly clock?: Clock;
  readonly world?: World;
  readonly app?: KiteApp;
  /** Whether the second quote of a second is refused. */
  readonly isPaced?: boolean;
  /** So many instruments more in the list. */
  readonly filler?: number;
}

const MOST_LISTENERS = 3;

export class ZerodhaSimulator extends Simulator {
  readonly sessions = new Sessions();
  readonly client = CLIENT;
  readonly ticker: Ticker;
  /** As it is registered: may be registered anew. */
  app: KiteApp;
  /** Whether `quantity` of a holding has the shares in it that arrive tomorrow: both readings are about. */
  isOnTheWayCounted = false;
  readonly #routes: RouteTable;
  readonly #pace: Pace | null;

  constructor(options: ZerodhaOptions = {}) {
    super(options.clock);
    const { world = makeWorld({ seed: 1, anchor: anchorOf(this.clock.now()) }), app = KITE_APP } = options;
    this.app = app;
    this.#pace = options.isPaced === false ? null : new Pace();
    this.ticker = new Ticker(world, () => this.clock.now());
    const means = { app: () => this.app, client: this.client, sessions: this.sessions };
    const settings = { isOnTheWayCounted: () => this.isOnTheWayCounted, filler: options.filler ?? 0 };
    const guarded = (name: PaceClass, handler: Handler) => this.#guarded(name, handler);
    this.#routes = new RouteTable(addresses(world, means, settings, guarded));
  }

  readonly switches = {
    session: () => this.sessions.end(),
    'on-the-way': (value: unknown) => {
      this.isOnTheWayCounted = value === true;
    },
    silence: (value: unknown) => {
      this.ticker.isSilent = value === true;
    },
    line: () => this.ticker.cut(),
    'half-frame': () => this.ticker.breakOff(),
    flood: () => this.ticker.flood(),
  };

  override async stop(): Promise<void> {
    this.ticker.stop();
    await super.stop();
  }

  get tickerOrigin(): string {
    return this.origin.replace('http', 'ws');
  }

  answer(question: Question): Answer {
    const match = this.#routes.find(question);
    if (match === null) return refused(404, 'GeneralException', 'Route not found');
    if (match === 'method') return refused(405, 'GeneralException', 'Method not allowed');
    const isPage = question.path === '/connect/login';
    if (!isPage && question.headers['x-kite-version'] !== '3') return badToken();
    return match.handler({ ...question, params: match.params });
  }

  #guarded(name: PaceClass, handler: Handler): Handler {
    return (question) => {
      const [, key = '', access = ''] =
        /^token (\w+):(\w+)$/.exec(question.headers.authorization ?? '') ?? [];
      if (!this.sessions.isOpen(key, access, question.at)) return badToken();
      return this.#pace?.allows(name, paceOf(name)) === false ? tooMany() : handler(question);
    };
  }

  override upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    const [key, access] = ['api_key', 'access_token'].map((name) => searchParams.get(name) ?? '');
    const isSignedIn = () => this.sessions.isOpen(key ?? '', access ?? '', this.clock.now());
    if (pathname !== '/') refuseUpgrade(socket, 404);
    else if (!isSignedIn()) refuseUpgrade(socket, 403);
    else if (this.ticker.size >= MOST_LISTENERS) refuseUpgrade(socket, 429);
    else this.ticker.accept(request, socket, head, isSignedIn);
  }
}
