import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import test from 'node:test';
import { backUpNightly } from '../../../src/features/ops/index.ts';
import { loggerOf } from '../../../src/logger.ts';
import { SCHWAB_APP } from '../../simulators/schwab/app.ts';
import { CLIENT, KITE_APP } from '../../simulators/zerodha/app.ts';
import { everyText, rows } from '../../support/rows.ts';
import { connectSchwab, connectZerodha, type Desk, openDesk, untilRead } from './broker-desk.ts';

const HOUR = 3_600_000;
const OWN = { key: 'CanaryOwnAppKey', secret: 'CanaryOwnSecret16' };

/** Every secret that went to a broker: what was given, what it was given for, and the words that proved who asks. */
function secretsOf({ schwab, zerodha }: Desk): ReadonlySet<string> {
  const secrets = new Set([SCHWAB_APP.secret, KITE_APP.secret, OWN.secret]);
  for (const { headers, body, query } of [...schwab.asked, ...zerodha.asked]) {
    const [, words = ''] = (headers.authorization ?? '').split(' ');
    secrets.add(words.split(':').at(-1) ?? '');
    for (const fields of [new URLSearchParams(body), query])
      for (const name of ['code', 'refresh_token', 'request_token', 'checksum', 'access_token', 'state'])
        secrets.add(fields.get(name) ?? '');
  }
  secrets.delete('');
  return secrets;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Connected, read, misled, refused and renewed, by both doors; answers every page that was shown meanwhile. */
async function liveThrough({ house, ada, schwab, zerodha }: Desk): Promise<readonly string[]> {
  const { visitor } = ada;
  const told: string[] = [];
  const look = async (...urls: readonly string[]) => {
    for (const url of urls) told.push((await visitor.get(url)).body);
  };
  const sync = async (broker: string) => {
    await visitor.post(`/connections/${broker}/sync`);
    await untilRead(visitor, broker);
  };
  const used = await connectSchwab(ada);
  await untilRead(visitor, 'schwab');
  const landed = await connectZerodha(ada);
  await untilRead(visitor, 'zerodha');
  for (const door of ['/api/auth/callback', '/auth/zerodha/callback', '/no/such/page', '/api/nothing'])
    await look(door + used, door + landed);
  const pasted = await visitor.post('/connections/schwab/answer', { address: `https://127.0.0.1/${used}` });
  const refused = await visitor.post('/connections/schwab/app-key', { ...OWN, key: 'a key' });
  told.push(pasted.body, refused.body);
  await visitor.post('/connections/schwab/app-key', OWN);
  await visitor.delete('/connections/schwab/app-key');
  await connectSchwab(ada);
  await untilRead(visitor, 'schwab');
  for (const fault of [{ kind: 'html' }, { kind: 'malformed' }, { kind: 'status', status: 500 }] as const) {
    for (const broker of [schwab, zerodha]) broker.faults.add({ at: 'GET /**', times: 0, fault });
    house.clock.add(HOUR / 4);
    await sync('schwab');
    await sync('zerodha');
    for (const broker of [schwab, zerodha]) broker.faults.clear();
  }
  schwab.grants.endSignIns();
  house.clock.add(HOUR);
  await sync('schwab');
  await look('/connections', '/connections/schwab', '/connections/zerodha', '/connections/schwab/runs');
  await look('/api/session/active', '/api/sync/status');
  return told;
}

test('no token, code or app secret is found anywhere: not in the file, its log, a backup, an answer or what is logged', async (t) => {
  let log = '';
  const write = (chunk: Buffer, _: string, done: () => void) => {
    log += chunk;
    done();
  };
  const options = loggerOf({ logLevel: 'trace', mode: 'test' } as Parameters<typeof loggerOf>[0]);
  const desk = await openDesk(t, { logger: { ...(options as object), stream: new Writable({ write }) } });
  const told = await liveThrough(desk);
  const { house } = desk;
  await backUpNightly(house.deps);
  const files = filesUnder(house.folder);
  const places = new Map([
    ...files.map((file) => [file, readFileSync(file, 'latin1')] as const),
    ['the log', log],
    ['an answer', told.join('\n')],
  ]);

  const secrets = secretsOf(desk);
  for (const [place, text] of places)
    for (const secret of [...secrets, ...[...secrets].map(encodeURIComponent)])
      assert.ok(!text.includes(secret), `${place} holds ${secret}`);
  for (const { number } of rows(house, 'SELECT number FROM accounts'))
    assert.ok(!log.includes(String(number)), 'nor does the log name an account');
  assert.ok(!log.includes(CLIENT.password) && !/[0-9A-F]{64}/.test(log));

  // The net has no holes: what may be there is there.
  assert.ok(secrets.size > 15, `${secrets.size} secrets`);
  assert.ok(files.some((file) => file.includes('backups')) && files.some((file) => file.endsWith('-wal')));
  assert.ok(log.includes('asked a broker') && log.includes('/api/auth/callback'));
  assert.ok(everyText(house).includes('broker-sign-in-ended'));
  assert.equal(rows(house, "SELECT count(*) AS n FROM auth_tokens WHERE access LIKE 'v1.%'")[0]?.['n'], 2);
});
