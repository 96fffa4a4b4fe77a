import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A disk of its own of so many kilobytes, or null, said loudly, where we may not make one. */
export function smallDisk(t: TestContext, kilobytes: number): string | null {
  const path = mkdtempSync(join(tmpdir(), 'rollbook-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    rmdirSync(path);
    t.skip('NOT PROVEN HERE: a full disk needs root, to mount a small one');
    return null;
  }
  t.after(() => {
    execFileSync('umount', ['--lazy', path]);
    rmdirSync(path);
  });
  return path;
}
