import { spawn } from 'node:child_process';
import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, root, startCommand, temporaryFolder } from '../test/support/server.ts';
import { type Bench, median } from './figure.ts';

const RUNS = 9;
const programs = { built: path.join(root, 'dist/server.js'), bare: path.join(root, 'bench/bare.mjs') };

/** From spawn to the first 200 of /login, in turn with a bare Fastify; the first start makes database and key. */
export const bench: Bench = async () => {
  const folder = temporaryFolder();
  const times = { built: [] as number[], bare: [] as number[] };
  for (let run = -1; run < RUNS; run++) {
    for (const name of ['built', 'bare'] as const) {
      const time = await startOnce(programs[name], folder);
      if (run >= 0) times[name].push(time);
    }
  }
  return [
    {
      figure: 'spawn to the first answer of /login',
      value: median(times.built),
      unit: 'ms',
      floor: median(times.bare),
      goal: 1.8,
      note: 'on an empty database: there are no transactions yet',
    },
  ];
};

async function startOnce(program: string, folder: string): Promise<number> {
  const port = await freePort();
  const start = startCommand();
  const env = {
    ...start.env,
    PATH: process.env['PATH'],
    DATA_DIR: folder,
    PORT: String(port),
    LOG_LEVEL: 'error',
  };
  const from = performance.now();
  const child = spawn(process.execPath, [...start.flags, program], {
    env,
    cwd: root,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!(await answers(port))) await sleep(1);
  const time = performance.now() - from;
  child.kill('SIGTERM');
  await ended;
  return time;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/login', agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200));
    }).on('error', () => resolve(false));
  });
}
