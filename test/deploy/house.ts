import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { closeDatabase } from '../../src/db/open.ts';
import { openHouse } from '../../src/open-house.ts';
import { freePorts, type Gate, startNginx } from '../support/nginx.ts';
import {
  freePort,
  newKey,
  type Running,
  root,
  runCommand,
  startServer,
  temporaryFolder,
} from '../support/server.ts';

export const owner = { email: 'owner@rollbook.test', password: 'a long walk beside the sea' };

/** As on a host of its own: production, TLS in front, a key that was given to it. */
function productionSettings(origin: string) {
  return {
    NODE_ENV: 'production',
    DATA_DIR: temporaryFolder(),
    PUBLIC_URL: origin,
    ENCRYPTION_KEY: newKey(),
    RATE_GUESTS_PER_MINUTE: '100000',
    LOG_LEVEL: 'warn',
  };
}

export interface BuiltHouse {
  readonly gate: Gate;
  readonly server: Running;
  readonly token: string;
  readonly close: () => Promise<unknown>;
}

/** The built program behind nginx.conf, with an owner and an API token made at the command line. */
export async function openBuiltHouse(name = 'localhost'): Promise<BuiltHouse> {
  const ports = await freePorts();
  const settings = productionSettings(`https://${name}:${ports.tls}`);
  makeOwner(settings);
  const token = runCommand(['create-token', '--user', owner.email, '--name', 'test'], settings)
    .trim()
    .split(' ')
    .at(-1);
  const server = await startServer(settings);
  const gate = await startNginx({ upstream: server.port, ports, name });
  return { gate, server, token: token ?? '', close: () => Promise.all([gate.stop(), server.stop()]) };
}

function makeOwner(settings: Readonly<Record<string, string>>): void {
  runCommand(['create-admin', '--email', owner.email, '--password-stdin'], settings, owner.password);
}

export interface OpenHouse {
  readonly gate: Gate;
  readonly app: FastifyInstance;
  readonly close: () => Promise<void>;
}

/** The same in this process, so that a test can add addresses that show what arrives. */
export async function openHouseWith(add: (app: FastifyInstance, config: Config) => void): Promise<OpenHouse> {
  const ports = await freePorts();
  const port = await freePort();
  const settings = { ...productionSettings(`https://localhost:${ports.tls}`), PORT: String(port) };
  makeOwner(settings);
  const config = readConfig(settings, root);
  const { deps } = await openHouse(config);
  const app = buildApp(deps);
  app.register(async (scope) => add(scope, config));
  await app.listen({ host: config.host, port });
  const gate = await startNginx({ upstream: port, ports });
  const close = async () => {
    await gate.stop();
    await app.close();
    closeDatabase(deps.db);
  };
  return { gate, app, close };
}

/** What signing in gives a browser, obtained without one. */
export async function sessionCookie({ app, gate }: OpenHouse): Promise<string> {
  const headers = { origin: gate.origin, 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams(owner).toString();
  const { cookies } = await app.inject({ method: 'POST', url: '/login', headers, payload });
  const [cookie] = cookies;
  if (cookie === undefined) throw new Error('signing in gave no cookie');
  return cookie.value;
}

interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Another address of this machine to come from. */
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The values of a header, as often as it was sent. */
  readonly all: (name: string) => readonly string[];
}

/** What a program gets to see, with the certificate checked. */
export function ask(gate: Gate, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, from } = question;
  const place = { host: '127.0.0.1', port: gate.port, servername: gate.name, path, method };
  const source = from === undefined ? {} : { localAddress: from };
  const trust = { ca: readFileSync(gate.certificateFile), agent: false };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request(
    { ...place, ...source, ...trust, headers: { host: new URL(gate.origin).host, ...headers } },
    (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({
          status: response.statusCode ?? 0,
          text,
          all: (name) => valuesOf(response.rawHeaders, name),
        });
      });
    },
  )
    .on('error', reject)
    .end(body);
  return promise;
}

function valuesOf(raw: readonly string[], name: string): readonly string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}
