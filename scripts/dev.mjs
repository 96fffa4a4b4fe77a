// `npm run dev`: a server that restarts when a file changes, with an account to sign in with.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const env = {
  DATA_DIR: path.join(root, 'data', 'dev'),
  PORT: '8000',
  LOG_LEVEL: 'warn',
  ...process.env,
  NODE_ENV: 'development',
};
const login = { email: 'dev@rollbook.test', password: 'rollbook in development' };

mkdirSync(env.DATA_DIR, { recursive: true });
await build();
const made = spawnSync(
  process.execPath,
  ['src/cli.ts', 'create-admin', '--email', login.email, '--password-stdin'],
  {
    cwd: root,
    env,
    input: login.password,
    encoding: 'utf8',
  },
);
if (made.status !== 0 && !made.stderr.includes('already')) process.stderr.write(made.stderr);
process.stderr.write(
  `\n  http://127.0.0.1:${env.PORT}  sign in as ${login.email} with "${login.password}"\n\n`,
);
const watch = ['src', 'views', 'public/css', 'public/js', 'migrations'].map(
  (folder) => `--watch-path=${folder}`,
);
// Each restart bundles styles and scripts anew before the server reads them.
const rebuild = `data:text/javascript,import { build } from ${JSON.stringify(new URL('./build.mjs', import.meta.url))}; await build();`;
const server = spawn(
  process.execPath,
  [...watch, '--watch-preserve-output', '--import', rebuild, 'src/server.ts'],
  {
    cwd: root,
    env,
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
