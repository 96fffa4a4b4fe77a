/** Charles Schwab on loopback: the sign-in, the accounts and the prices of the practice market, by Schwab's rules. */
import { randomUUID } from 'node:crypto';
import { anchorOf, makeWorld, type World } from '../../../src/features/brokers/practice/world.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Answer } from '../wire/answer.ts';
import { Pace } from '../wire/pace.ts';
import type { Question } from '../wire/question.ts';
import { type Handler, RouteTable } from '../wire/routes.ts';
import { Simulator } from '../wire/simulator.ts';
import { addresses } from './addresses.ts';
import { CUSTOMER, SCHWAB_APP, type SchwabApp } from './app.ts';
import { gatewayFault, unauthorized } from './errors.ts';
import { Grants, type SignedIn } from './grants.ts';

export interface SchwabOptions {
  readonly clock?: Clock;
  readonly world?: World;
  readonly app?: SchwabApp;
  /** Whether each refresh brings another refresh token. */
  readonly rotates?: boolean;
  /** Whether the 121st question of a minute is refused. */
  readonly isPaced?: boolean;
}

const A_MINUTE = { most: 120, inMs: 60_000 };

export class SchwabSimulator extends Simulator {
  readonly grants: Grants;
  readonly customer = CUSTOMER;
  /** As it is registered: may be registered anew. */
  app: SchwabApp;
  readonly #routes: RouteTable;
  readonly #pace: Pace | null;

  constructor(options: SchwabOptions = {}) {
    super(options.clock);
    const { world = makeWorld({ seed: 1, anchor: anchorOf(this.clock.now()) }), app = SCHWAB_APP } = options;
    this.app = app;
    this.grants = new Grants(options.rotates ?? false);
    this.#pace = options.isPaced === false ? null : new Pace();
    const means = { app: () => this.app, customer: this.customer, grants: this.grants };
    this.#routes = new RouteTable(addresses(world, means, (handler) => this.#guarded(handler)));
  }

  readonly switches = {
    access: () => this.grants.endAccess(),
    'sign-ins': () => this.grants.endSignIns(),
    rotation: (value: unknown) => {
      this.grants.rotates = value === true;
    },
  };

  override headers() {
    return { 'Schwab-Client-CorrelId': randomUUID() };
  }

  answer(question: Question): Answer {
    const match = this.#routes.find(question);
    if (match === null)
      return gatewayFault(404, 'Unable to identify proxy', 'messaging.adaptors.http.NotFound');
    if (match === 'method') return gatewayFault(405, 'Method not allowed', 'messaging.adaptors.http.Method');
    return match.handler({ ...question, params: match.params });
  }

  #guarded(handler: (signedIn: SignedIn, question: Question) => Answer): Handler {
    return (question) => {
      const [scheme, access = ''] = question.headers.authorization?.split(' ') ?? [];
      const signedIn = scheme === 'Bearer' ? this.grants.holderOf(access, question.at) : null;
      if (signedIn === null) return unauthorized();
      if (this.#pace?.allows(signedIn.app, A_MINUTE) === false)
        return gatewayFault(429, 'Rate limit quota violation', 'policies.ratelimit.QuotaViolation');
      return handler(signedIn, question);
    };
  }
}
