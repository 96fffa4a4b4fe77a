/**
 * Rule: a run is carried out as long as its process lives and has said so within two minutes; this process knows by
 * itself what it carries out. Example: killed at 10:00 and started again at 10:01, the number of the old process is
 * nobody's, and its run is taken up at once; in a container the new process has the old one's number, and no such run.
 */
interface Carried {
  readonly pid: number;
  readonly beatAt: number;
}

interface Here {
  readonly now: number;
  readonly pid: number;
  /** This process carries it out. */
  readonly isOurs: boolean;
  readonly exists: (pid: number) => boolean;
}

const SILENT_MS = 120_000;

export function isAlive({ pid, beatAt }: Carried, here: Here): boolean {
  if (pid === here.pid) return here.isOurs;
  return here.now - beatAt < SILENT_MS && here.exists(pid);
}
