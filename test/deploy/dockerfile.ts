import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/server.ts';

/** One line of a Dockerfile: COPY, RUN, ENV ... and what follows. */
interface Step {
  readonly word: string;
  readonly rest: string;
}

export type Stage = readonly Step[];

export function readStages(): readonly Stage[] {
  return readFileSync(path.join(root, 'Dockerfile'), 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split(/^FROM .*$/m)
    .slice(1)
    .map((stage) => stage.trim().split('\n').map(toStep));
}

function toStep(line: string): Step {
  const [, word = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
  return { word, rest };
}

export const said = (stage: Stage, word: string) =>
  stage.filter((step) => step.word === word).map(({ rest }) => rest);

interface Replay {
  /** The folder that becomes the stage's WORKDIR. */
  readonly home: string;
  /** Where `--from=build` is found. */
  readonly built?: string;
  /** A RUN that cannot be repeated here, and what is done in its place. */
  readonly instead: (command: string) => boolean;
}

/** Nobody can run Docker inside a test: the same commands in an empty folder come to the same files. */
export function replay(stage: Stage, { home, built = '', instead }: Replay): void {
  mkdirSync(home, { recursive: true });
  for (const { word, rest } of stage) {
    if (word === 'COPY') copy(rest.split(' '), home, built);
    if (word === 'RUN' && !instead(rest)) run(rest, home);
  }
}

function copy(words: readonly string[], home: string, built: string): void {
  const fromBuild = words[0] === '--from=build';
  const [target = '', ...sources] = words.slice(fromBuild ? 1 : 0).reverse();
  for (const source of sources) {
    const file = fromBuild ? source.replace('/app', built) : fromContext(source);
    const place = target.endsWith('/') ? path.join(target, path.basename(source)) : target;
    cpSync(file, path.join(home, place), {
      recursive: true,
      filter: (name) => fromBuild || !name.endsWith('public/vendor'),
    });
  }
}

function fromContext(source: string): string {
  const sent = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n');
  assert.ok(sent.includes(`!${source}`), `.dockerignore keeps ${source} out`);
  return path.join(root, source);
}

/** As the image does it, but with the packages this machine has fetched already. */
function run(command: string, home: string): void {
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH']}`;
  const env = { ...process.env, PATH, npm_config_prefer_offline: 'true' };
  execFileSync('sh', ['-ec', command.replace(' --cache /tmp/npm', '')], { cwd: home, env, stdio: 'pipe' });
}
