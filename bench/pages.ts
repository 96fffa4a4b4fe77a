import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, root, runCommand } from '../test/support/server.ts';
import { cpuMs } from './cpu.ts';
import type { Bench, Figure } from './figure.ts';
import { fillFile } from './rows.ts';
import { type SignedIn, signedIn } from './signed-in.ts';

const RUNS = 200;
// The least that answers is so quick that the kernel's clock needs more of it.
const BARE_RUNS = 4000;
const WARM = 50;

type Fetch = (path: string) => Promise<Response>;

/** Signed in, over a file of 100,000 transactions: what a request costs the program, against the least that answers. */
export const bench: Bench = async () => {
  const desk = await signedIn({
    prepare: async (settings) => {
      await fillFile(settings);
      runCommand(['regroup', '--all'], settings);
    },
  });
  const floor = await bareCost();
  const pages = {
    '/': '/',
    '/campaigns (50 rows)': '/campaigns',
    '/campaigns by P&L': '/campaigns?order=pnl',
    '/campaigns/:id': await campaignIn(desk),
  };
  const figures: Figure[] = [];
  for (const [name, address] of Object.entries(pages))
    figures.push(...(await figuresOf(desk, name, address, floor)));
  await desk.server.stop();
  return figures;
};

async function figuresOf({ fetch, server }: SignedIn, name: string, address: string, floor: number) {
  const changed = await costOf(fetch, address, server.process.pid, RUNS, [200]);
  const { etag } = Object.fromEntries((await fetch(address)).headers);
  const known: Fetch = (path) => fetch(path, { headers: { 'if-none-match': etag ?? '' } });
  const unchanged = await costOf(known, address, server.process.pid, RUNS, [304, 200]);
  const common = { unit: 'ms of CPU', floor };
  return [
    { ...common, figure: name, value: changed.cpu, goal: 45 },
    { ...common, figure: `${name}, unchanged`, value: unchanged.cpu, goal: 8 },
    { unit: 'ms', figure: `${name}: p99 against p50`, value: changed.p99, floor: changed.p50, goal: 4 },
  ] satisfies readonly Figure[];
}

async function costOf(
  fetchPage: Fetch,
  address: string,
  pid: number | undefined,
  runs: number,
  expected: readonly number[],
) {
  const once = async () => {
    const from = performance.now();
    const answer = await fetchPage(address);
    await answer.arrayBuffer();
    if (!expected.includes(answer.status)) throw new Error(`${address} was answered with ${answer.status}`);
    return performance.now() - from;
  };
  for (let run = 0; run < WARM; run++) await once();
  const before = cpuMs(pid);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await once());
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(runs * share)] ?? Number.NaN;
  return { cpu: (cpuMs(pid) - before) / runs, p50: at(0.5), p99: at(0.99) };
}

/** The same framework, one address, nothing behind it. */
async function bareCost(): Promise<number> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], PORT: String(port) };
  const child = spawn(process.execPath, [path.join(root, 'bench/bare.mjs')], { env, stdio: 'ignore' });
  const fetchBare: Fetch = (address) => fetch(`http://127.0.0.1:${port}${address}`);
  try {
    while (
      !(await fetchBare('/healthz').then(
        () => true,
        () => false,
      ))
    )
      await sleep(20);
    return (await costOf(fetchBare, '/healthz', child.pid, BARE_RUNS, [200])).cpu;
  } finally {
    child.kill('SIGTERM');
  }
}

async function campaignIn({ fetch }: SignedIn): Promise<string> {
  const answer = await fetch('/api/campaigns?ticker=T5');
  const { tickers }: { readonly tickers: readonly { readonly campaigns: readonly { id: string }[] }[] } =
    JSON.parse(await answer.text());
  const id = tickers[0]?.campaigns[0]?.id;
  if (id === undefined) throw new Error('there is no campaign');
  return `/campaigns/${id}`;
}
