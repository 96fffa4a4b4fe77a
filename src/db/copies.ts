import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

// In a thread of its own: to copy, flush and check 200 MB takes a second on a fast machine, most of it in calls that do
// not yield. As text, since a bundle has no second file to start.
//
// The open read holds one state of the source while it is copied: without it every write elsewhere starts the copy over,
// and under a steady load it never ends.
const WORK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.driver);
  const PAGES_A_STEP = 2500;

  const copy = async (source) => {
    source.pragma('cache_size = -1000');
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(workerData.copy, { progress: () => PAGES_A_STEP });
  };
  const check = (copied) => {
    copied.pragma('cache_size = -2000');
    copied.pragma('journal_mode = DELETE');
    const damage = copied.pragma('integrity_check(1)').map((row) => row.integrity_check);
    const orphans = copied.pragma('foreign_key_check').map((row) => 'a row of ' + row.table + ' refers to nothing');
    return [...damage, ...orphans].find((finding) => finding !== 'ok') ?? null;
  };
  const opened = async (file, options, use) => {
    const db = new Database(file, { fileMustExist: true, ...options });
    try { return await use(db); } finally { db.close(); }
  };
  const work = async () => {
    if (workerData.source !== null) await opened(workerData.source, { readonly: true }, copy);
    return opened(workerData.copy, {}, check);
  };
  work().then(
    (finding) => parentPort.postMessage({ finding }),
    (error) => parentPort.postMessage({ finding: error.message, code: error.code }),
  );
`;

interface Report {
  readonly finding: string | null;
  readonly code?: string;
}

const driver = createRequire(import.meta.url).resolve('better-sqlite3');

/** Copies the database as it is now and answers what is wrong with the copy, a file without a write-ahead log. */
export function copyDatabase(source: string, copy: string): Promise<string | null> {
  return inThread(source, copy);
}

/** What is wrong with a copy; null when every page is whole and every reference leads somewhere. */
export function verifyCopy(copy: string): Promise<string | null> {
  return inThread(null, copy);
}

async function inThread(source: string | null, copy: string): Promise<string | null> {
  const worker = new Worker(WORK, { eval: true, execArgv: [], workerData: { driver, source, copy } });
  const report = await reportOf(worker);
  await worker.terminate();
  if (report.code === undefined) return report.finding;
  throw Object.assign(new Error(report.finding ?? ''), { code: report.code });
}

// Under --watch a thread also says which files it has read: only what has a finding is its report.
function reportOf(worker: Worker): Promise<Report> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: object) => 'finding' in message && resolve(message as Report));
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the copying was cut off')));
  });
}
