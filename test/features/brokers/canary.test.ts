import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { backUp } from '../../../src/db/backup.ts';
import { backupFolderOf } from '../../../src/db/backup-names.ts';
import { listConnections } from '../../../src/features/brokers/index.ts';
import { syncAndWait } from '../../../src/features/connections/index.ts';
import { allowAtSchwab, signInAtKite } from '../../simulators/person.ts';
import { SchwabSimulator } from '../../simulators/schwab/simulator.ts';
import type { Fault } from '../../simulators/wire/faults.ts';
import { ZerodhaSimulator } from '../../simulators/zerodha/simulator.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { practiceWorld, TUESDAY } from '../../support/practice.ts';
import { type LoudHouse, openLoudHouse } from './loud-house.ts';

const INSTALLED = { key: 'CanaryInstalledKey0123456789', secret: 'CanaryInstalledSecret0123456789' };
const OWN = { key: 'CanaryOwnKey0123456789', secret: 'CanaryOwnSecret0123456789' };
const KITE = { key: 'canarykitekey012', secret: 'canarykitesecret0123456789' };
const RETURN_TO = 'https://127.0.0.1';
const MINUTE = 60_000;
const world = practiceWorld();

interface Stage {
  readonly house: LoudHouse;
  readonly schwab: SchwabSimulator;
  readonly zerodha: ZerodhaSimulator;
  readonly ada: SignedIn;
}

async function openStage(t: TestContext): Promise<Stage> {
  let now = () => TUESDAY;
  const common = { clock: () => now(), world, isPaced: false };
  const schwab = await new SchwabSimulator(common).listen();
  const zerodha = await new ZerodhaSimulator(common).listen();
  schwab.app = { ...INSTALLED, returnTo: [RETURN_TO] };
  zerodha.app = { ...zerodha.app, ...KITE };
  const house = await openLoudHouse(t, {
    ...{ SCHWAB_BASE_URL: schwab.origin, REDIRECT_URI: RETURN_TO },
    ...{ SCHWAB_APP_KEY: INSTALLED.key, SCHWAB_APP_SECRET: INSTALLED.secret },
    ...{ KITE_BASE_URL: zerodha.origin, KITE_LOGIN_URL: zerodha.origin },
    ...{ KITE_API_KEY: KITE.key, KITE_API_SECRET: KITE.secret },
  });
  t.after(() => Promise.all([schwab.stop(), zerodha.stop()]));
  house.clock.now = TUESDAY;
  now = () => house.clock.now;
  for (const { secret } of [INSTALLED, OWN, KITE]) house.secrets.add(secret);
  return { house, schwab, zerodha, ada: await signIn(house, 'user', 'ada') };
}

/** Out and back; what the browser carried on the way lets somebody in as well. */
async function signInAtSchwab({ house, ada }: Stage, paste = false): Promise<void> {
  const left = new URL(String((await ada.visitor.get('/api/auth/login')).headers.location));
  const landed = await allowAtSchwab(left);
  carry(house, landed);
  if (paste) await ada.visitor.post('/connections/schwab/answer', { address: landed.href });
  else await ada.visitor.get(`/api/auth/callback${landed.search}`);
  await read(house, ada, 'schwab');
}

async function signInAtZerodha({ house, ada }: Stage): Promise<void> {
  const left = new URL(String((await ada.visitor.get('/auth/zerodha/login')).headers.location));
  const landed = await signInAtKite(left);
  carry(house, landed);
  await ada.visitor.get(`/auth/zerodha/callback${landed.search}`);
  await read(house, ada, 'zerodha');
}

function carry({ secrets }: LoudHouse, { searchParams }: URL): void {
  for (const name of ['code', 'state', 'request_token'])
    for (const value of searchParams.getAll(name)) secrets.add(value).add(encodeURIComponent(value));
}

async function read({ deps }: LoudHouse, { id }: SignedIn, broker: 'schwab' | 'zerodha'): Promise<string> {
  const actor = { userId: id, label: 'ada', via: 'page', address: null } as const;
  const connection = listConnections(deps, id).find((one) => one.broker === broker);
  const outcome = await syncAndWait(deps, actor, connection?.id ?? '');
  return outcome.ok ? (outcome.value.error?.code ?? 'read') : outcome.code;
}

/** What a broker or its gateway may throw back: all that it was sent, among other things. */
function echoes(secrets: ReadonlySet<string>): readonly Fault[] {
  const body = { message: [...secrets].join(' '), errors: [...secrets] };
  const statuses = [200, 400, 403, 404, 500].map((status) => ({ kind: 'status', status, body }) as const);
  return [...statuses, { kind: 'html' }, { kind: 'half' }, { kind: 'malformed' }, { kind: 'reset' }];
}

const PAGES = [
  ...['/', '/connections', '/connections/schwab', '/connections/zerodha', '/transactions', '/settings'],
  ...['/api/session/active', '/api/sync/status', '/nothing/here', '/api/nothing'],
];

async function lookAround({ visitor }: SignedIn): Promise<void> {
  for (const page of PAGES) await visitor.get(page);
}

/** Everything that goes well, and what goes wrong, at both brokers. */
async function live(stage: Stage): Promise<void> {
  const { house, ada } = stage;
  await signInAtSchwab(stage);
  await signInAtZerodha(stage);
  await lookAround(ada);
  house.clock.add(30 * MINUTE);
  assert.equal(await read(house, ada, 'schwab'), 'read');
  const faults = echoes(house.secrets);
  // Its sign-in ends in the morning: first what takes little time.
  for (const fault of faults) await disturbed(stage, 'zerodha', 'GET /**', fault);
  for (const fault of faults) {
    await disturbed(stage, 'schwab', 'GET /**', fault);
    house.clock.add(30 * MINUTE);
    await disturbed(stage, 'schwab', 'POST /**', fault);
  }
}

/** An answer that holds all there is to hide. */
async function disturbed(
  stage: Stage,
  broker: 'schwab' | 'zerodha',
  at: string,
  fault: Fault,
): Promise<void> {
  const { house, ada } = stage;
  const { asked, faults } = stage[broker];
  // Longer than a broker is left alone after the last one.
  house.clock.add(6 * MINUTE);
  if (at.startsWith('GET')) assert.equal(await read(house, ada, broker), 'read');
  const before = asked.length;
  faults.add({ at, times: 0, fault });
  assert.notEqual(await read(house, ada, broker), 'read');
  assert.ok(asked.length > before, 'it was asked, and answered so');
  faults.clear();
  await ada.visitor.get(`/connections/${broker}`);
}

/** A refresh that is refused, an app of one's own, ways back that lead nowhere, and the end. */
async function stumble(stage: Stage): Promise<void> {
  const { house, schwab, ada } = stage;
  schwab.grants.endSignIns();
  house.clock.add(60 * MINUTE);
  assert.equal(await read(house, ada, 'schwab'), 'needs-sign-in');
  await ada.visitor.get('/connections/schwab');
  await ada.visitor.post('/connections/schwab/app-key', OWN);
  schwab.app = { ...OWN, returnTo: [RETURN_TO] };
  await signInAtSchwab(stage, true);
  const used = [...house.secrets].map(
    (word) => `code=${encodeURIComponent(word)}&state=${encodeURIComponent(word)}`,
  );
  for (const query of used.slice(0, 20)) {
    await ada.visitor.get(`/api/auth/callback?${query}`);
    await ada.visitor.post('/connections/schwab/answer', { address: `https://127.0.0.1/?${query}` });
    await ada.visitor.get(`/nothing/here?${query}`);
  }
  await ada.visitor.post('/connections/schwab/app-key', {
    key: OWN.key,
    secret: `${OWN.secret} with a blank`,
  });
  await lookAround(ada);
}

/** Rollbook itself goes wrong where the secrets are: what it then writes is for whoever mends it. */
async function breakDown(stage: Stage): Promise<void> {
  const { house, ada } = stage;
  const { $client } = house.deps.db;
  const left = new URL(String((await ada.visitor.get('/api/auth/login')).headers.location));
  const landed = await allowAtSchwab(left);
  carry(house, landed);
  $client.exec('ALTER TABLE auth_tokens RENAME COLUMN refresh TO gone');
  assert.equal((await ada.visitor.get(`/api/auth/callback${landed.search}`)).statusCode, 500);
  assert.equal(await read(house, ada, 'schwab'), 'unexpected');
  $client.exec('ALTER TABLE auth_tokens RENAME COLUMN gone TO refresh');
  $client.exec("CREATE TRIGGER full BEFORE UPDATE ON auth_tokens BEGIN SELECT RAISE(ABORT, 'no'); END");
  house.clock.add(30 * MINUTE);
  assert.equal(await read(house, ada, 'schwab'), 'unexpected');
  $client.exec('DROP TRIGGER full');
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test('no token, secret, code or state is in the log, on a page, in the file, in a backup; no account number in the log', async (t) => {
  const stage = await openStage(t);
  const { house, ada } = stage;
  await live(stage);
  await stumble(stage);
  await breakDown(stage);
  await backUp(house.deps.db, backupFolderOf(house.deps.config.databaseFile), {
    now: house.clock.now,
    label: 'manual',
  });
  await ada.visitor.delete('/connections/schwab/sign-in');
  await ada.visitor.delete('/connections/zerodha/sign-in');

  const [log, answers] = [house.log.join(''), house.answers.join('\n')];
  assert.ok(
    house.secrets.size > 20 && house.log.length > 100 && house.answers.length > 100,
    'the net has no holes',
  );
  assert.ok(log.includes('asked a broker') && log.includes('a sync failed') && log.includes('SqliteError'));
  const files = filesIn(house.folder);
  assert.ok(files.some((file) => file.includes('manual')) && files.some((file) => file.endsWith('.db')));
  for (const secret of house.secrets) {
    assert.ok(!log.includes(secret), `the log holds ${secret}: ${around(log, secret)}`);
    assert.ok(!answers.includes(secret), `an answer holds ${secret}: ${around(answers, secret)}`);
    for (const file of files)
      assert.ok(!readFileSync(file).includes(secret), `${path.basename(file)} holds ${secret}`);
  }
  const accounts = house.deps.db.$client
    .prepare<[], { number: string; handle: string }>('SELECT number, handle FROM accounts')
    .all();
  assert.equal(accounts.length, 3);
  for (const { number, handle } of accounts)
    for (const word of [number, handle])
      assert.ok(!log.includes(word), `the log holds ${word}: ${around(log, word)}`);
});

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 200), at + word.length + 100);
}
