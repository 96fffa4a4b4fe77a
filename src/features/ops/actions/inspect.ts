import { statSync } from 'node:fs';
import type { Deps } from '../../../db/deps.ts';
import { formatBytes } from '../../../lib/format.ts';
import { formatRelative } from '../../../lib/format-time.ts';
import { verify } from '../../audit/index.ts';
import { type Health, judge } from '../engine/health.ts';
import { readHealth, type Watched } from './health.ts';

export interface Finding {
  readonly good: boolean;
  readonly sentence: string;
}

/** Everything a person would check by hand before asking for help. */
export function inspect(deps: Deps, watched: Watched): readonly Finding[] {
  const health = readHealth(deps, watched);
  return [
    integrity(deps),
    access(deps),
    space(health, deps),
    backups(health, deps),
    jobs(health, deps),
    audit(deps),
  ];
}

function integrity({ db, config }: Deps): Finding {
  const answer = db.$client.pragma('integrity_check(1)', { simple: true });
  const orphans = db.$client.pragma('foreign_key_check') as readonly unknown[];
  const good = answer === 'ok' && orphans.length === 0;
  return { good, sentence: `${config.databaseFile} is ${good ? 'whole' : 'damaged: restore a backup'}` };
}

function access({ config }: Deps): Finding {
  const mode = statSync(config.databaseFile).mode & 0o077;
  return {
    good: mode === 0,
    sentence:
      mode === 0
        ? 'only its owner can read the database'
        : `others can read it: chmod 600 ${config.databaseFile}`,
  };
}

function space(health: Health, { clock }: Deps): Finding {
  return {
    good: judge(health, clock()).disk === 'gain',
    sentence: `${formatBytes(health.disk.freeBytes)} free on the disk`,
  };
}

function backups(health: Health, { clock }: Deps): Finding {
  const age = formatRelative(
    health.backup?.takenAt ?? null,
    clock(),
    'never; make one with: rollbook backup',
  );
  return {
    good: health.backup !== null && judge(health, clock()).backup === 'gain',
    sentence: `last backup: ${age}`,
  };
}

function jobs(health: Health, { clock }: Deps): Finding {
  const failed = health.jobs.filter(({ last }) => last?.outcome === 'failed');
  const words = failed.map(({ title, last }) => `${title} failed: ${last?.message ?? ''}`).join('; ');
  return {
    good: judge(health, clock()).jobs === 'gain',
    sentence: words === '' ? 'no scheduled job has failed' : words,
  };
}

function audit(deps: Deps): Finding {
  const { rows, firstBad } = verify(deps.db, deps);
  const words =
    firstBad === null
      ? `${rows} lines of the audit log, unbroken`
      : `the audit log is broken at line ${firstBad}`;
  return { good: firstBad === null, sentence: words };
}
