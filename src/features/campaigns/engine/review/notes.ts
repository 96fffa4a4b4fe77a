/** What the story leaves open is said, with the rows it concerns: halves that are missing, ends that are due, ties. */
import type { IsoDate } from '../../../../lib/dates.ts';
import { sessionsBetween } from '../../../../lib/market-calendar.ts';
import type { Halves } from '../rows/halves.ts';
import { addProblem, type Story } from '../story/story.ts';
import { contractName, quantityWords } from '../words.ts';

export function noteHalves(story: Story, { lonelyRemovals, lonelyShares }: Halves): void {
  for (const row of [...lonelyRemovals, ...lonelyShares]) {
    const what =
      row.instrument?.kind === 'OPTION'
        ? `The ${contractName(row.instrument)} was removed, but its shares`
        : `${quantityWords(row.quantityE8, 'share')} moved at a strike, but the contract's removal`;
    story.problems.push({
      code: 'INCOMPLETE_ASSIGNMENT',
      message: `${what} is not in the rows: neither half is booked.`,
      transactionIds: [row.id],
    });
  }
}

/** Contracts that should have ended and have no row that says so. */
export function noteOpen(story: Story, asOf: IsoDate): void {
  const late = story.contracts.stillOpen.filter(
    ({ opened, countE8 }) =>
      countE8 > 0 &&
      opened.contract.expiresOn < asOf &&
      sessionsBetween(opened.contract.expiresOn, asOf, 3) >= 2,
  );
  for (const [, units] of Map.groupBy(late, ({ opened }) => opened.contract.symbol)) {
    const [first] = units;
    if (first === undefined) continue;
    const { contract } = first.opened;
    addProblem(
      story,
      'EXPECTED_EVENT_MISSING',
      `The ${contractName(contract)} has passed its expiration and no row says how it ended: it stays open.`,
      units.map(({ opened }) => opened.event),
    );
  }
}

export function noteTies(story: Story): void {
  for (const { closing, opening, isAmbiguous } of story.plan.pairs) {
    if (!isAmbiguous) continue;
    addProblem(
      story,
      'AMBIGUOUS_PAIR',
      `${contractName(closing.contract)} could as well have been rolled with another order of the same minutes.`,
      [...closing.events, ...opening.events],
    );
  }
}
