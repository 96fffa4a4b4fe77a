import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { type Config, readConfig } from '../../../src/config.ts';
import type { Deps } from '../../../src/db/deps.ts';
import { closeDatabase } from '../../../src/db/open.ts';
import { write } from '../../../src/db/write.ts';
import {
  type BrokerDeps,
  beginSignIn,
  type Connection,
  connect,
  finishSignIn,
  openBrokers,
} from '../../../src/features/brokers/index.ts';
import { insertPerson } from '../../../src/features/users/index.ts';
import type { Actor } from '../../../src/model/actor.ts';
import { openHouse } from '../../../src/open-house.ts';
import type { Note } from '../../../src/web/outgoing/note.ts';
import { openOutgoing } from '../../../src/web/outgoing/open.ts';
import { partiesOf } from '../../../src/web/outgoing/parties.ts';
import { type TestClock, testClock } from '../../support/house.ts';
import { newKey, root, temporaryFolder } from '../../support/server.ts';

export const SECRETS = {
  app: 'canary-app-secret-0123456789',
  code: 'C0.canary-code.abc@',
  access: 'canary-access',
  refresh: 'canary-refresh',
  kite: 'canary-kite-secret-0123456789',
  own: 'canary-own-secret-0123456789',
};

type Mood = 'good' | 'rotating' | 'refusing' | 'down' | 'page' | 'silent';

/** The broker's token address, counting what it gave out. */
export interface TokenDesk {
  mood: Mood;
  /** What it waits for before it answers. */
  before: () => Promise<void>;
  readonly asked: URLSearchParams[];
  /** What Kite's session was asked for. */
  readonly kite: string[];
  /** What the next access will end with. */
  given: number;
  /** null: that address does not work. */
  accounts: readonly { readonly accountNumber: string; readonly hashValue: string }[] | null;
}

export interface Place {
  readonly clock: TestClock;
  readonly deps: BrokerDeps;
  readonly desk: TokenDesk;
  readonly ada: Actor;
  readonly notes: readonly Note[];
}

export const MINUTE = 60_000;
export const SESSION = 'session-1';

/** A house with a person in it, and Schwab's token address on this machine. */
export async function openPlace(t: Pick<TestContext, 'after'>): Promise<Place> {
  const desk: TokenDesk = {
    mood: 'good',
    before: async () => undefined,
    asked: [],
    kite: [],
    given: 0,
    accounts: [{ accountNumber: '12345678', hashValue: 'A'.repeat(64) }],
  };
  const origin = await serve(t, desk);
  const clock = testClock();
  const house = await openHouse(configFor(origin), () => clock.now);
  const { config } = house.deps;
  const notes: Note[] = [];
  const ask = openOutgoing({
    parties: partiesOf(config),
    agent: 'Rollbook/test',
    patience: { headersMs: 500, wholeMs: 2000 },
    sleep: async () => undefined,
    note: (note) => notes.push(note),
  });
  t.after(async () => {
    await ask.close();
    closeDatabase(house.deps.db);
  });
  const deps = { ...house.deps, brokers: openBrokers({ ask, clock: house.deps.clock, config }) };
  return { clock, deps, desk, notes, ada: personIn(deps, 'Ada') };
}

function configFor(origin: string): Config {
  const env = {
    NODE_ENV: 'test',
    DATA_DIR: temporaryFolder(),
    ENCRYPTION_KEY: newKey(),
    SCHWAB_BASE_URL: origin,
    KITE_BASE_URL: origin,
    SCHWAB_APP_KEY: 'installed-app-key',
    SCHWAB_APP_SECRET: SECRETS.app,
    REDIRECT_URI: 'https://127.0.0.1',
    KITE_API_KEY: 'kite-key',
    KITE_API_SECRET: SECRETS.kite,
  };
  return readConfig(env, root);
}

export function personIn(deps: Deps, name: string): Actor {
  const email = `${name.toLowerCase()}@example.com`;
  const tester: Actor = { userId: '', label: 'a test', via: 'cli', address: null };
  const added = write(deps.db, (tx) => insertPerson(tx, deps, tester, { name, email, role: 'user' }));
  return { userId: good(added).id, label: email, via: 'page', address: '127.0.0.1' };
}

/** Begins and comes back, as a browser would. */
export async function signInAtSchwab({ deps, ada }: Place, actor = ada): Promise<Connection> {
  const { id } = good(connect(deps, actor, 'schwab'));
  const state = stateIn(good(beginSignIn(deps, actor, SESSION, id)));
  const answer = new URLSearchParams({ code: SECRETS.code, session: 'x', state });
  return good(await finishSignIn(deps, actor, SESSION, 'schwab', answer)).connection;
}

export function stateIn(address: URL): string {
  return address.searchParams.get('state') ?? '';
}

export function good<T>(outcome: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

async function serve(t: Pick<TestContext, 'after'>, desk: TokenDesk): Promise<string> {
  const server = createServer((request, reply) => void answer(desk, request, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(desk: TokenDesk, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const json = (status: number, body: unknown) =>
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  let text = '';
  for await (const chunk of request) text += chunk;
  if (request.url?.includes('accountNumbers'))
    return void json(desk.accounts === null ? 503 : 200, desk.accounts);
  if (request.url?.startsWith('/session/token')) return void json(...kiteSession(desk, request.method ?? ''));
  if (request.url === '/user/profile') return void json(...kiteProfile(desk));
  if (!request.url?.includes('/v1/oauth/token')) return void json(404, { message: 'not here' });
  const form = new URLSearchParams(text);
  const isSignIn = form.get('grant_type') === 'authorization_code';
  desk.asked.push(form);
  await desk.before();
  if (desk.mood === 'silent') return;
  if (desk.mood === 'down') return void json(503, {});
  if (desk.mood === 'page')
    return void reply.writeHead(403, { 'content-type': 'text/html' }).end('<html>no</html>');
  if (desk.mood === 'refusing')
    return void json(400, { error: 'invalid_grant', error_description: `${SECRETS.refresh} is expired` });
  const refresh =
    desk.mood === 'rotating' || isSignIn ? { refresh_token: `${SECRETS.refresh}-${desk.given}` } : {};
  const access = {
    access_token: `${SECRETS.access}-${desk.given}`,
    expires_in: 1800,
    token_type: 'Bearer',
    scope: 'api',
  };
  desk.given++;
  json(200, { ...access, ...refresh, id_token: 'canary-id' });
}

function kiteSession(desk: TokenDesk, method: string): [number, object] {
  desk.kite.push(method);
  return [200, { status: 'success', data: method === 'DELETE' ? true : { access_token: SECRETS.access } }];
}

function kiteProfile({ mood }: TokenDesk): [number, object] {
  if (mood === 'refusing')
    return [
      403,
      { status: 'error', message: 'Incorrect `access_token`.', error_type: 'TokenException', data: null },
    ];
  return [200, { status: 'success', data: { user_id: 'AB1234', user_name: 'Ada' } }];
}

type Row = Readonly<Record<string, string | number | null>>;

export function rowsOf({ deps }: Place, sql: string): readonly Row[] {
  return deps.db.$client.prepare<[], Row>(sql).all();
}

export function deedsOf(place: Place): readonly string[] {
  return rowsOf(place, 'SELECT action FROM audit_log ORDER BY id').map(({ action }) => String(action));
}
