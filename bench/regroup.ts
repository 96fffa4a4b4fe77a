import type { Deps } from '../src/db/deps.ts';
import type { Db } from '../src/db/open.ts';
import { write } from '../src/db/write.ts';
import { decide } from '../src/features/campaigns/actions/decide.ts';
import { regroup } from '../src/features/campaigns/actions/regroup.ts';
import { groupIntoCampaigns, markAll, settle, settleLittle } from '../src/features/campaigns/index.ts';
import { rowsOfTicker, tickersOf } from '../src/features/transactions/index.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { history } from './history.ts';
import { withRows } from './kept.ts';

const OPTIONS = { asOf: null, rollWindowMinutes: 10 } as const;

/** From the file to the file, as the program does it; what one turn of it takes; and a ticker too large for one. */
export const bench: Bench = async () => [
  ...(await all()),
  ...(await oneTicker()),
  ...(await longestTurn()),
  ...(await hugeTicker()),
];

/** Of this thread alone: whatever else the machine does meanwhile. */
async function cpuOf(work: () => unknown): Promise<number> {
  const from = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

async function medianOf(work: () => unknown, runs: number): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await cpuOf(work));
  return median(times);
}

async function all(): Promise<readonly Figure[]> {
  const rows = history(500, 200);
  return withRows(rows, async (deps, userId) => {
    const floor = await medianOf(() => scanAndWrite(deps.db, userId), 3);
    const anew = async () => {
      markAll(deps, userId);
      const [failure] = await settle(deps);
      if (failure !== undefined) throw failure;
    };
    const memory = await medianOf(() => groupIntoCampaigns(rows, [], OPTIONS), 3);
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      deps.db.$client.exec('DELETE FROM campaigns');
      times.push(await cpuOf(anew));
    }
    const first = median(times);
    const again = await medianOf(anew, 3);
    const common = { unit: 'ms', floor, goal: 4 };
    return [
      { ...common, figure: '100,000 rows, 500 tickers, from the file to the file', value: first },
      { ...common, figure: 'the same again, over what was told before', value: again },
      { ...common, figure: 'the same in memory', value: memory },
    ];
  });
}

/** Reads every row as grouping does, and writes each back as it is: a line a row, in a ticker's transaction. */
function scanAndWrite(db: Db, userId: string): void {
  const { $client } = db;
  $client.exec('DROP TABLE IF EXISTS copies');
  $client.exec(`CREATE TABLE copies (ticker TEXT, position INTEGER, id TEXT, part INTEGER, traded_on TEXT, quantity INTEGER,
    cash INTEGER, fees TEXT, kind TEXT, symbol TEXT, order_id TEXT, why TEXT, PRIMARY KEY (ticker, position)) STRICT`);
  const insert = $client.prepare('INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const ticker of tickersOf(db, userId))
    write(db, (tx) => {
      for (const [position, row] of rowsOfTicker(tx, userId, ticker).entries()) {
        const symbol = row.instrument?.kind === 'OPTION' ? row.instrument.symbol : ticker;
        const fees = JSON.stringify(row.feesE4);
        const amounts = [row.quantityE8, row.netE4, fees, row.kind, symbol, row.orderId, row.description];
        insert.run(ticker, position, row.id, row.part, row.tradedOn, ...amounts);
      }
    });
  $client.exec('DROP TABLE copies');
}

async function oneTicker(): Promise<readonly Figure[]> {
  return withRows(history(1, 200), async (deps, userId) => {
    const value = await medianOf(() => told(deps, userId, 'T0'), 30);
    return [{ figure: 'one ticker of 200 rows, file to file', value, unit: 'ms', floor: null, goal: 5 }];
  });
}

async function longestTurn(): Promise<readonly Figure[]> {
  return withRows(history(1, 2000), async (deps, userId) => {
    const value = await medianOf(() => told(deps, userId, 'T0'), 15);
    const figure = 'one ticker of 2,000 rows: the longest block of the event loop';
    return [{ figure, value, unit: 'ms', floor: null, goal: 50 }];
  });
}

/** 20,000 rows of one ticker are told elsewhere: no page waits for them. */
async function hugeTicker(): Promise<readonly Figure[]> {
  return withRows(history(1, 20_000), async (deps, userId) => {
    const there = await cpuOf(() => told(deps, userId, 'T0'));
    markAll(deps, userId);
    const here = await cpuOf(() => settleLittle(deps));
    const actor = { userId, label: 'Ada', via: 'page', address: null } as const;
    const decision = await cpuOf(() => decide(deps, actor, { kind: 'move', transactionId: '10', to: 'new' }));
    const common = { unit: 'ms', floor: null };
    return [
      { ...common, figure: 'one ticker of 20,000 rows, in the thread beside', value: there, goal: 2000 },
      { ...common, figure: 'a page while it waits to be told: what it adds', value: here, goal: 50 },
      { ...common, figure: 'a decision about it, in the server', value: decision, goal: 2000 },
    ];
  });
}

function told(deps: Deps, userId: string, ticker: string): void {
  write(deps.db, (tx) => {
    regroup(tx, deps, userId, ticker);
  });
}
