/**
 * Rule: what may belong together but is not certain is asked, never done: a roll later that day or within three sessions,
 * the same contract again later that day, a call sold against a long one, two legs sold apart, and what a roll added. Of
 * two campaigns each thing is asked once. Example: both legs of a spread closed on Monday and sold again on Tuesday: one
 * question of two pairs.
 */

import { firstId, type Leg } from '../rolls/legs.ts';
import type { Accepted, Question } from '../said.ts';
import type { Draft } from '../story/drafts.ts';
import type { Shaped } from '../story/shape.ts';
import { begunBy, draftsOf, type Story } from '../story/story.ts';
import type { Suggestion } from '../types.ts';
import { legsToAsk, longCallsToAsk } from './ask-legs.ts';
import { rollsToAsk, surplusToAsk } from './ask-rolls.ts';
import { suggestionName } from './suggestion-names.ts';

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
  return [...groups.values()].flatMap(toAsked);
}

interface Placed {
  readonly question: Question;
  readonly from: string;
  readonly to: string;
}

function placed(story: Story, idOf: ReadonlyMap<Draft, string>, question: Question): readonly Placed[] {
  const campaigns = campaignsOf(story, question);
  const [from, to] = campaigns.map((draft) => idOf.get(draft));
  return from && to ? [{ question, from, to }] : [];
}

/** The two it speaks of; none where there is nothing to ask. What is one campaign is asked only whether it should stay. */
export function campaignsOf(story: Story, question: Accepted['question']): readonly Draft[] {
  const isSplit = question.kind === 'SPLIT';
  const from = fromOf(story, question);
  const to = isSplit ? from : begunBy(story, question.later);
  return from && to && (from === to) === isSplit ? [from, to] : [];
}

/** Where the units are that nothing followed; of a leg that is still held, where it is. */
function fromOf(story: Story, { kind, earlier, later }: Accepted['question']): Draft | null {
  const first = (units: Leg['units']) => units.flatMap((each) => draftsOf(story, each))[0]?.draft ?? null;
  if (kind === 'SPLIT') return first(story.plan.restOf(later));
  if (kind === 'ROLL' || kind === 'RE_ENTRY') return first(story.plan.restOf(earlier));
  return begunBy(story, earlier) ?? first(earlier.units);
}

function toAsked(group: readonly Placed[]): readonly Asked[] {
  const questions = group.map((each) => each.question);
  const pairs = questions.map(({ earlier, later, quantityE8 }) => ({
    closing: firstId(earlier),
    opening: firstId(later),
    quantityE8,
  }));
  const why = questions.map((each) => each.why).join(' ');
  return group.slice(0, 1).map(({ question, from, to }) => {
    const { kind, confidence } = question;
    return {
      suggestion: { id: suggestionName(question), kind, from, to, pairs, confidence, why },
      questions,
    };
  });
}
