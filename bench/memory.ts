import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, notYet } from './figure.ts';
import { residentMiB } from './resident.ts';
import { signedIn } from './signed-in.ts';

const REQUESTS = 2000;
const AT_ONCE = 1;

/** What the program occupies when it has nothing to do, and after a long day. */
export const bench: Bench = async () => {
  const desk = await signedIn();
  await sleep(3000);
  const idle = residentMiB(desk.server.process.pid);
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => walk(desk, lane)));
  const used = residentMiB(desk.server.process.pid);
  await desk.server.stop();
  const common = { unit: 'MiB', floor: null };
  return [
    { ...common, figure: 'idle', value: idle, goal: 95 },
    { ...common, figure: `after ${REQUESTS} requests over all pages, signed in`, value: used, goal: 110 },
    notYet('after a regroup of all', 'MiB', 160, 'there is no engine that groups yet'),
  ];
};

async function walk({ fetch, pages }: Awaited<ReturnType<typeof signedIn>>, lane: number): Promise<void> {
  for (let step = lane; step < REQUESTS; step += AT_ONCE) {
    const path = pages[step % pages.length] ?? '/';
    const answer = await fetch(path);
    await answer.arrayBuffer();
    if (answer.status >= 400) throw new Error(`${path} was answered with ${answer.status}`);
  }
}
