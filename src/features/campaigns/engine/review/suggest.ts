/**
 * Rule: what may belong together but is not certain is asked, never done: a roll later that day or within three sessions,
 * the same contract again later that day, a call sold against a long one, two legs sold apart, and what a roll added. Of
 * two campaigns each thing is asked once. Example: both legs of a spread closed on Monday and sold again on Tuesday: one
 * question of two pairs.
 */
import { nameOf } from '../identity.ts';
import type { Shaped } from '../result/shape.ts';
import { firstId, type Leg } from '../rolls/legs.ts';
import type { Question } from '../said.ts';
import type { Draft } from '../story/drafts.ts';
import { begunBy, draftsOf, type Story } from '../story/story.ts';
import type { Suggestion } from '../types.ts';
import { legsToAsk, longCallsToAsk } from './ask-legs.ts';
import { rollsToAsk, surplusToAsk } from './ask-rolls.ts';

/** A suggestion, and the questions it is made of. */
export interface Asked {
  readonly suggestion: Suggestion;
  readonly questions: readonly Question[];
}

export function suggest(story: Story, shaped: readonly Shaped[]): readonly Asked[] {
  const idOf = new Map(shaped.map(({ draft, id }) => [draft, id]));
  const questions = [
    ...rollsToAsk(story),
    ...longCallsToAsk(story),
    ...legsToAsk(story),
    ...surplusToAsk(story),
  ].flatMap((question) => placed(story, idOf, question));
  const groups = Map.groupBy(questions, ({ question: { kind, later }, from, to }) =>
    kind === 'SPLIT' ? `${kind} ${firstId(later)} ${later.contract.symbol}` : `${kind} ${from} ${to}`,
  );
  return [...groups.values()].map(toAsked).toSorted((a, b) => (a.suggestion.id < b.suggestion.id ? -1 : 1));
}

interface Placed {
  readonly question: Question;
  readonly from: string;
  readonly to: string;
}

/** What is in one campaign already is not asked, but whether it should stay. */
function placed(story: Story, idOf: ReadonlyMap<Draft, string>, question: Question): readonly Placed[] {
  const { kind, later } = question;
  const drafts = [
    fromOf(story, question),
    kind === 'SPLIT' ? fromOf(story, question) : begunBy(story, later),
  ];
  const [from, to] = drafts.map((draft) => draft && idOf.get(draft));
  if (!from || !to || (from === to) !== (kind === 'SPLIT')) return [];
  return [{ question, from, to }];
}

/** Where the units are that nothing followed; of a leg that is still held, where it is. */
function fromOf(story: Story, { kind, earlier, later }: Question): Draft | null {
  const first = (units: Leg['units']) => units.flatMap((each) => draftsOf(story, each))[0]?.draft ?? null;
  if (kind === 'SPLIT') return first(story.plan.restOf(later));
  if (kind === 'ROLL' || kind === 'RE_ENTRY') return first(story.plan.restOf(earlier));
  return begunBy(story, earlier) ?? first(earlier.units);
}

function toAsked(group: readonly Placed[]): Asked {
  const [{ question: first, from, to }] = group as readonly [Placed];
  const { kind, earlier, later, confidence } = first;
  const questions = group.map(({ question }) => question);
  const pairs = questions.map((each) => ({
    closing: firstId(each.earlier),
    opening: firstId(each.later),
    quantityE8: each.quantityE8,
  }));
  const id = nameOf(kind, firstId(earlier), firstId(later), later.contract.symbol);
  const why = questions.map((each) => each.why).join(' ');
  return { suggestion: { id, kind, from, to, pairs, confidence, why }, questions };
}
