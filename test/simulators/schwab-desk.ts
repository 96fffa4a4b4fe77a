import { practiceWorld, TUESDAY } from '../support/practice.ts';
import { allowAtSchwab } from './person.ts';
import { type SchwabOptions, SchwabSimulator } from './schwab/simulator.ts';

export const world = practiceWorld();
export const RETURN_TO = 'https://127.0.0.1';

/** A test; null where the file ends the simulator itself. */
export interface Stage {
  after(end: () => Promise<void>): void;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly id_token: string;
}

/** The simulator on a clock that stands at Tuesday noon, and an app that knows how to ask it. */
export class SchwabDesk {
  readonly simulator: SchwabSimulator;

  private constructor(simulator: SchwabSimulator) {
    this.simulator = simulator;
  }

  static async open(t: Stage | null, options: SchwabOptions = {}): Promise<SchwabDesk> {
    const simulator = new SchwabSimulator({ clock: () => TUESDAY, world, isPaced: false, ...options });
    await simulator.listen();
    t?.after(() => simulator.stop());
    return new SchwabDesk(simulator);
  }

  signInAddress(more: Readonly<Record<string, string>> = {}): URL {
    const asked = { client_id: this.simulator.app.key, redirect_uri: RETURN_TO, state: 'a b&c', ...more };
    return new URL(`/v1/oauth/authorize?${new URLSearchParams(asked)}`, this.simulator.origin);
  }

  async code(fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const landed = await allowAtSchwab(this.signInAddress(), fields);
    return landed.searchParams.get('code') ?? '';
  }

  exchange(code: string, returnTo = RETURN_TO): Promise<Response> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: returnTo });
  }

  refresh(refresh_token: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token });
  }

  token(form: Readonly<Record<string, string>>, secret = this.simulator.app.secret): Promise<Response> {
    const who = Buffer.from(`${this.simulator.app.key}:${secret}`).toString('base64');
    const headers = { authorization: `Basic ${who}` };
    const body = new URLSearchParams(form);
    return fetch(`${this.simulator.origin}/v1/oauth/token`, { method: 'POST', headers, body });
  }

  async signIn(fields: Readonly<Record<string, string>> = {}): Promise<Tokens> {
    return (await (await this.exchange(await this.code(fields))).json()) as Tokens;
  }

  get(path: string, { access_token }: Pick<Tokens, 'access_token'>): Promise<Response> {
    return fetch(`${this.simulator.origin}${path}`, { headers: { authorization: `Bearer ${access_token}` } });
  }
}

export async function bodyOf<T = Record<string, unknown>>(answer: Response | Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}
