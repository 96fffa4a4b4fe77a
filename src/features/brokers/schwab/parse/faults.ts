import type { Parsed, Problem, ProblemCode } from '../../../../model/transaction.ts';
import type { Fault } from '../../parse/faults.ts';

export { type Fault, isFault } from '../../parse/faults.ts';

export function problem(code: ProblemCode, message: string, id: string): Problem {
  return { code, message, transactionIds: [id] };
}

/** A row that has an id is named by it. */
export function badRow(id: string, { fault }: Fault): Problem {
  return problem('BAD_ROW', `Transaction ${id} ${fault}.`, id);
}

/** A row without one is named by its place. */
export function badPlace(place: number, { fault }: Fault): Problem {
  return { code: 'BAD_ROW', message: `Row ${place} ${fault}.`, transactionIds: [] };
}

export function badFile({ fault }: Fault): Problem {
  return { code: 'BAD_ROW', message: `The file ${fault}.`, transactionIds: [] };
}

export function onlyProblem(found: Problem): Parsed {
  return { transactions: [], problems: [found] };
}

export function joinParsed(all: readonly Parsed[]): Parsed {
  return {
    transactions: all.flatMap(({ transactions }) => transactions),
    problems: all.flatMap(({ problems }) => problems),
  };
}
