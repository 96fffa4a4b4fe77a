// Makes a clone ready: the right Node, the packages, the build. It runs before node_modules exists,
// on whatever Node the machine has, so it uses built-ins only and speaks on stderr. With --as-is, what is there is left
// as it is: a command must not exchange the program under a server that runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stamp = path.join(root, 'node_modules', '.rollbook-lock');
const asIs = process.argv.includes('--as-is') && existsSync(path.join(root, 'dist', 'cli.js'));
const say = (sentence) => process.stderr.write(`rollbook: ${sentence}\n`);

function stop(sentence) {
  say(sentence);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  const bringsItsOwn = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  if (bringsItsOwn && major >= 20) return;
  if (!bringsItsOwn && major >= 24) return;
  const wanted = bringsItsOwn ? 'Node 20 or newer' : `Node 24 on ${process.platform} ${process.arch}`;
  stop(
    `this is Node ${process.versions.node}, and Rollbook needs ${wanted}. Install it from https://nodejs.org and try again.`,
  );
}

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing packages, once (about half a minute) ...');
  const { status } = npm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
  ]);
  if (status !== 0)
    stop('the packages could not be installed. Nothing was changed; check the network and try again.');
  writeFileSync(stamp, lock);
}

function npm(args) {
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, options);
}

async function build() {
  try {
    const { build } = await import('./build.mjs');
    await build();
  } catch (error) {
    stop(`the build failed: ${error.message}`);
  }
}

checkNode();
if (!asIs) {
  installPackages();
  await build();
}
