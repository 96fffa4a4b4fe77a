import { setTimeout as sleep } from 'node:timers/promises';
import { websiteCsv } from '../test/support/website-export.ts';
import type { Bench, Figure } from './figure.ts';
import { history } from './history.ts';
import { residentMiB } from './resident.ts';
import { fillFile } from './rows.ts';
import { type SignedIn, signedIn } from './signed-in.ts';

const TIMES = 30;
// A search looks into every row there is: no index knows what stands in the middle of a word.
const [PAGE_GOAL, SEARCH_GOAL, WORST] = [25, 90, 4];

const PAGES: Readonly<Record<string, string>> = {
  'the first page': '/transactions',
  'the oldest first': '/transactions?order=oldest',
  'one account': '/transactions?account=ACCOUNT',
  'the ticker of 20,000': '/transactions?ticker=SPY',
  'a ticker of 200': '/transactions?ticker=T5',
  'a ticker that is none': '/transactions?ticker=NONE',
  'a common kind': '/transactions?kind=TRADE',
  'a rare kind': '/transactions?kind=DIVIDEND',
  'a kind that is none': '/transactions?kind=SPLIT',
  'days in the middle': '/transactions?from=2022-03-01&to=2022-03-31',
  'days before all': '/transactions?to=2018-01-01',
  'a search that finds many': '/transactions?q=SPY',
  'a search that finds none': '/transactions?q=nothing-like-it',
  'all narrowings at once': '/transactions?ticker=SPY&kind=TRADE&from=2022-01-01&to=2022-12-31&q=put',
  'by amount': '/transactions?order=largest',
  'by ticker': '/transactions?order=ticker',
  'by kind': '/transactions?order=kind-down',
  'by kind, deep inside': '/transactions?order=kind&after=TRADE.1640000000000.1',
  'one ticker by amount': '/transactions?order=smallest&ticker=SPY',
  'rows to look at': '/transactions/odd',
  'the page of imports': '/transactions/import',
  'one record': '/transactions/500',
  'JSON, the first page': '/api/transactions',
};

/** The list and its like over 100,000 rows, one ticker of which has 20,000. */
export const bench: Bench = async () => {
  const desk = await signedIn({ prepare: fillFile });
  const floor = await timesOf(desk, '/healthz');
  const pages = await Promise.all([deepPage(desk), accountOf(desk)]);
  const figures: Figure[] = [];
  for (const [name, address] of Object.entries({ ...PAGES, 'a page in the middle': pages[0] }))
    figures.push(...(await figuresOf(desk, name, address.replace('ACCOUNT', pages[1]), floor)));
  for (const ending of ['csv', 'json']) figures.push(...(await exported(desk, ending)));
  figures.push(...(await imported(desk)));
  await desk.server.stop();
  return figures;
};

async function figuresOf(desk: SignedIn, name: string, address: string, floor: readonly number[]) {
  const times = await timesOf(desk, address);
  const common = { unit: 'ms', floor: at(floor, 0.5) };
  const goal = address.includes('q=') ? SEARCH_GOAL : PAGE_GOAL;
  return [
    { ...common, figure: `${name}, p50`, value: at(times, 0.5), goal },
    { ...common, figure: `${name}, p99`, value: at(times, 0.99), goal: goal * WORST },
  ];
}

async function timesOf({ fetch }: SignedIn, address: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = -3; run < TIMES; run++) {
    const start = performance.now();
    const answer = await fetch(address);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`);
    if (run >= 0) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b);
}

const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;

/** Where somebody is who has turned a thousand pages. */
async function deepPage({ fetch }: SignedIn): Promise<string> {
  const answer = await fetch('/api/transactions?to=2022-06-30');
  const page: { readonly next: string } = JSON.parse(await answer.text());
  return `/transactions?after=${page.next}`;
}

interface Listed {
  readonly transactions: readonly { readonly account: { readonly id: string } }[];
}

async function accountOf({ fetch }: SignedIn): Promise<string> {
  const answer = await fetch('/api/transactions');
  const { transactions }: Listed = JSON.parse(await answer.text());
  return transactions[0]?.account.id ?? '';
}

/** All of it in one file: how long, and what the program holds meanwhile. */
async function exported({ fetch, server }: SignedIn, ending: string): Promise<readonly Figure[]> {
  const before = residentMiB(server.process.pid);
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, residentMiB(server.process.pid));
  }, 20);
  const start = performance.now();
  const answer = await fetch(`/transactions/export.${ending}`);
  let bytes = 0;
  for await (const piece of answer.body ?? []) bytes += piece.byteLength;
  const ms = performance.now() - start;
  clearInterval(look);
  await sleep(100);
  const name = `100,000 rows as ${ending.toUpperCase()}`;
  return [
    { figure: `${name}, ${Math.round(bytes / 1e6)} MB`, value: ms, unit: 'ms', floor: null, goal: 8000 },
    { figure: `${name}, memory it adds`, value: most - before, unit: 'MiB', floor: null, goal: 20 },
  ];
}

const LARGEST = 5 * 1024 * 1024;

/** A file as large as may be: received, looked at, imported, looked at once more, and taken back. */
async function imported({ fetch }: SignedIn): Promise<readonly Figure[]> {
  const token = /name="_csrf" value="([^"]+)"/.exec(await (await fetch('/transactions/import')).text())?.[1];
  const headers = { 'x-csrf-token': token ?? '', 'sec-fetch-site': 'same-origin' };
  const figures: Figure[] = [];
  const timed = async (figure: string, address: string, init: RequestInit) => {
    const start = performance.now();
    const answer = await fetch(address, { ...init, headers: { ...headers, ...init.headers } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${figure}: ${answer.status} ${text}`);
    figures.push({ figure, value: performance.now() - start, unit: 'ms', floor: null, goal: 4000 });
    return text;
  };
  const form = new FormData();
  const rows = history(500, 100).map((row) => ({
    ...row,
    description: 'PUT FORD MOTOR CO $12 EXP 04/17/26',
  }));
  form.append('file', new Blob([websiteCsv(rows).slice(0, LARGEST)]), 'large.csv');
  const received = await timed('a file of 5 MB, received', '/api/transactions/import', {
    method: 'POST',
    body: form,
  });
  const { id }: { readonly id: string } = JSON.parse(received);
  const json = { 'content-type': 'application/json' };
  const yes = JSON.stringify({ account: 'new', number: '99988877' });
  await timed('the same, its preview', `/transactions/imports/${id}?account=new`, {});
  const accepted = `/api/transactions/imports/${id}/acceptance`;
  await timed('the same, imported', accepted, { method: 'POST', headers: json, body: yes });
  await timed('the same, taken back', accepted, { method: 'DELETE' });
  return figures;
}
