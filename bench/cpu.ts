import { readFileSync } from 'node:fs';

// The kernel counts in hundredths of a second.
const TICK_MS = 10;

/** What a program has used of the machine so far, in its own threads and in the kernel for it. */
export function cpuMs(pid: number | undefined): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
