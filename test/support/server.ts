import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = path.resolve(import.meta.dirname, '../..');

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `await using server = ...`: it ends with the test, however that ends. */
export interface Running extends AsyncDisposable {
  readonly port: number;
  readonly origin: string;
  readonly process: ChildProcess;
  /** Everything it has said until now. */
  readonly said: () => string;
  /** Asks it to end, and waits until it has. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>;
}

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A place for one test's files, gone with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-test-'));
  folders.push(folder);
  return folder;
}

export async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
  return promise;
}

export const newKey = () => randomBytes(32).toString('hex');

/** Nothing of the machine's own settings: only what a program needs to run, and what the test says. */
function cleanEnvironment(env: Environment): Environment {
  const { PATH = '', HOME = '/', TMPDIR = tmpdir() } = process.env;
  return { PATH, HOME, TMPDIR, PORT: '0', LOG_LEVEL: 'warn', ...env };
}

interface Launch {
  /** The folder the program lives in. */
  readonly home?: string;
  readonly node?: string;
  /** Someone with fewer rights. */
  readonly uid?: number;
  readonly gid?: number;
}

/** As `npm start` does it: the flags and the settings of the allocator, for whoever starts the program otherwise. */
export function startCommand(): { readonly flags: readonly string[]; readonly env: Environment } {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const words: readonly string[] = scripts.start.split(' ');
  const env = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('='));
  return { flags: words.filter((word) => word.startsWith('--')), env: Object.fromEntries(env) };
}

const launched = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of launched) child.kill('SIGKILL');
});

function launch(env: Environment, { home = root, node = process.execPath, ...identity }: Launch) {
  const start = startCommand();
  const child = spawn(node, [...start.flags, path.join(home, 'dist/server.js')], {
    cwd: home,
    env: cleanEnvironment({ ...start.env, ...env }),
    ...identity,
  });
  launched.add(child);
  child.on('close', () => launched.delete(child));
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      heard[stream] += text;
    });
  }
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...heard })));
  return { child, heard, ended };
}

/** The built program, until it answers. */
export async function startServer(env: Environment, options: Launch = {}): Promise<Running> {
  const { PORT = await freePort() } = env;
  const port = Number(PORT);
  const { child, heard, ended } = launch({ ...env, PORT: String(port) }, options);
  const origin = `http://127.0.0.1:${port}`;
  const said = () => heard.stdout + heard.stderr;
  await untilAnswered(`${origin}/healthz`, () => child.exitCode !== null, said).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const end = async () => void (await stop('SIGKILL'));
  return { port, origin, process: child, said, stop, [Symbol.asyncDispose]: end };
}

/** The built program where it is expected to end by itself. */
export async function runServer(env: Environment, options: Launch = {}): Promise<Ended> {
  const { child, ended } = launch(env, options);
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const result = await ended;
  clearTimeout(late);
  return result;
}

async function untilAnswered(url: string, hasEnded: () => boolean, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (hasEnded()) throw new Error(`the server ended before it answered: ${said()}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`the server did not answer within ten seconds: ${said()}`);
}

/** One command of the built program, to its end; answers what it printed. */
export function runCommand(args: readonly string[], env: Environment, input = ''): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    cwd: root,
    env: cleanEnvironment(env),
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`rollbook ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}
