import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { nginxIsMissing } from '../support/nginx.ts';
import { root } from '../support/server.ts';
import { type BuiltHouse, openBuiltHouse } from './house.ts';

const folder = path.join(root, 'test/clients/observatory');
const scanner = path.join(folder, 'node_modules/@mdn/mdn-http-observatory');
const { CI } = process.env;
const isAbsent = CI === undefined && !existsSync(scanner);
const skip =
  nginxIsMissing ||
  (isAbsent && 'the scanner is not installed: npm ci --ignore-scripts in test/clients/observatory');

const HOST = 'rollbook.test';
let house: BuiltHouse;

before(async () => {
  if (skip) return;
  if (!existsSync(scanner))
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit'], { cwd: folder, stdio: 'pipe' });
  // The list of preloaded hosts is downloaded by a script of the package; an empty one gives us no point.
  writeFileSync(path.join(scanner, 'conf/hsts-preload.json'), '{}');
  house = await openBuiltHouse(HOST);
});
after(() => house?.close());

interface Report {
  readonly scan: { readonly grade: string; readonly score: number; readonly testsFailed: number };
  readonly tests: Readonly<Record<string, { readonly pass: boolean; readonly result: string }>>;
}

/** The scanner as it is published, asking for https://host/ and http://host/ as it always does. */
async function scan(host: string): Promise<Report> {
  const { gate } = house;
  const env = {
    PATH: process.env['PATH'],
    SCAN_HOST: HOST,
    SCAN_PLAIN_PORT: String(gate.plainPort),
    SCAN_TLS_PORT: String(gate.port),
    NODE_EXTRA_CA_CERTS: gate.certificateFile,
  };
  const args = ['--import', './redirect-connections.mjs', 'scan.mjs', host];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  return JSON.parse(stdout);
}

const resultsOf = ({ tests }: Report) =>
  Object.entries(tests).map(([name, { result }]) => `${name}: ${result}`);

test('the page behind the gate has the grade A+ and at least 135 points', { skip }, async () => {
  const { username, password } = house.gate.credentials;
  const report = await scan(`${username}:${encodeURIComponent(password)}@${HOST}`);
  assert.equal(report.scan.testsFailed, 0, resultsOf(report).join('\n'));
  assert.equal(report.scan.grade, 'A+');
  assert.ok(report.scan.score >= 135, `${report.scan.score} points: ${resultsOf(report).join('\n')}`);
});

test('what a stranger sees, the gate itself, has the grade A+', { skip }, async () => {
  const report = await scan(HOST);
  assert.equal(report.scan.testsFailed, 0, resultsOf(report).join('\n'));
  assert.equal(report.scan.grade, 'A+');
});
