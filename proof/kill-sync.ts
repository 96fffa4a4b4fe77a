import { killSyncs } from '../test/support/kill-sync.ts';

/** A sync killed at a random moment, and begun again, 200 times. */
export async function prove(): Promise<string> {
  const { rounds, kills, unfinished } = await killSyncs({
    kills: Number(process.env['KILLS'] ?? 200),
    killsEach: 3,
    years: 4,
    tell: (report) => process.stderr.write(`${report.kills} kills in ${report.rounds} syncs\n`),
  });
  return `${kills} kills in ${rounds} syncs, ${unfinished} of them with something left to do: nothing lost, nothing twice, every file whole`;
}
