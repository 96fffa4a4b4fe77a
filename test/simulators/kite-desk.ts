import { practiceWorld } from '../support/practice.ts';
import { signInAtKite } from './person.ts';
import type { Stage } from './schwab-desk.ts';
import { checksumOf } from './zerodha/sessions.ts';
import { type ZerodhaOptions, ZerodhaSimulator } from './zerodha/simulator.ts';

const world = practiceWorld();
/** Half past two in India, in the anchor's week. */
export const THURSDAY = Date.parse('2026-11-19T14:30:00+05:30');
const VERSION = { 'x-kite-version': '3' };

/** The simulator on a clock that stands at Thursday afternoon, and an app that knows how to ask it. */
export class KiteDesk {
  readonly simulator: ZerodhaSimulator;
  access = '';

  private constructor(simulator: ZerodhaSimulator) {
    this.simulator = simulator;
  }

  static async open(t: Stage | null, options: ZerodhaOptions = {}): Promise<KiteDesk> {
    const simulator = new ZerodhaSimulator({ clock: () => THURSDAY, world, isPaced: false, ...options });
    await simulator.listen();
    t?.after(() => simulator.stop());
    return new KiteDesk(simulator);
  }

  signInAddress(more: Readonly<Record<string, string>> = {}): URL {
    const asked = { v: '3', api_key: this.simulator.app.key, redirect_params: 'state=a%20b', ...more };
    return new URL(`/connect/login?${new URLSearchParams(asked)}`, this.simulator.origin);
  }

  async requestToken(): Promise<string> {
    return (await signInAtKite(this.signInAddress())).searchParams.get('request_token') ?? '';
  }

  exchange(request_token: string, secret = this.simulator.app.secret): Promise<Response> {
    const { key } = this.simulator.app;
    const checksum = checksumOf(key, request_token, secret);
    const body = new URLSearchParams({ api_key: key, request_token, checksum });
    return fetch(`${this.simulator.origin}/session/token`, { method: 'POST', headers: VERSION, body });
  }

  async signIn(): Promise<Record<string, unknown>> {
    const { data } = (await (await this.exchange(await this.requestToken())).json()) as {
      data: Record<string, unknown>;
    };
    this.access = String(data['access_token']);
    return data;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.send('GET', path, headers);
  }

  send(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const authorization = `token ${this.simulator.app.key}:${this.access}`;
    const all = { ...VERSION, authorization, ...headers };
    return fetch(`${this.simulator.origin}${path}`, { method, headers: all });
  }

  async data<T = Record<string, unknown>>(path: string): Promise<T> {
    return ((await (await this.get(path)).json()) as { data: T }).data;
  }
}
