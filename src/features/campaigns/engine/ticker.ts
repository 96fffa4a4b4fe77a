/**
 * One ticker in one account, told with what the trader has said, and told again until nothing more is learned of what
 * they meant. Example: a roll accepted on Thursday, and a call that is only then asked about: told three times.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { type Books, keepBooks } from './books/books.ts';
import type { Arrivals } from './books/costs.ts';
import { divideRows } from './books/divided-rows.ts';
import { learn, NOTHING_LEARNED } from './learned.ts';
import { findAll, toCampaign } from './result/campaign.ts';
import { isOf } from './review/answers.ts';
import { noteDue } from './review/due.ts';
import { noteNaked } from './review/naked.ts';
import { noteArrivals, noteHalves, noteTies } from './review/notes.ts';
import { type Asked, suggest } from './review/suggest.ts';
import { namesOfTicker } from './review/suggestion-names.ts';
import { isOfAccount } from './review/whose-rows.ts';
import { planRolls } from './rolls/plan.ts';
import { type Said, understand } from './said.ts';
import { allSlices, shape } from './story/shape.ts';
import type { Story } from './story/story.ts';
import { tellStory } from './story/walk.ts';
import { type Timeline, toTimeline } from './timeline.ts';
import type { Decision, Grouping, GroupingOptions, Transaction } from './types.ts';

interface World extends Grouping {
  /** What shares that went elsewhere had cost, by row. */
  readonly departures: Books['departures'];
  /** The decisions that had something to apply to. */
  readonly applied: ReadonlySet<string>;
}

type Circumstances = GroupingOptions & { readonly asOf: IsoDate };

interface Told extends Omit<World, 'applied' | 'suggestions' | 'problems'> {
  readonly story: Story;
  readonly asked: readonly Asked[];
}

/** The rows of one ticker in one account, in any order; with what shares cost that came from other accounts. */
export function regroupTicker(
  rows: readonly Transaction[],
  decisions: readonly Decision[],
  options: Circumstances,
  arrivals: Arrivals = new Map(),
): World {
  const timeline = toTimeline(rows);
  const own = ofTicker(decisions, rows, timeline);
  for (let learned = NOTHING_LEARNED; ; ) {
    const told = tellOnce(rows, timeline, understand(own, learned), options, arrivals);
    const more = learn(learned, told.story, told.asked, told.campaigns, own);
    if (more === null) return answer(told, own);
    learned = more;
  }
}

/** Without those of another account, and answers to what was asked of other tickers. */
function ofTicker(
  decisions: readonly Decision[],
  [row]: readonly Transaction[],
  { legs }: Timeline,
): readonly Decision[] {
  const names = namesOfTicker(
    legs,
    decisions.flatMap((each) => ('suggestion' in each ? [each.suggestion] : [])),
  );
  return decisions.filter((each) => {
    if ('suggestion' in each) return names.has(each.suggestion);
    return isOfAccount(each, row?.account);
  });
}

function tellOnce(
  rows: readonly Transaction[],
  timeline: Timeline,
  said: Said,
  options: Circumstances,
  arrived: Arrivals,
): Told {
  const windowMs = options.rollWindowMinutes * 60_000;
  const { contracts, halves, legs } = timeline;
  const story = tellStory(timeline, planRolls(contracts, legs, windowMs, said), windowMs, said);
  const costs = { entered: said.costs, arrived };
  noteHalves(story, halves);
  noteArrivals(story, costs);
  noteDue(story, halves, options);
  noteTies(story);
  noteNaked(story);
  const slices = allSlices(story);
  const shaped = shape(story, slices);
  const { portions, unassigned } = divideRows(rows, slices, shaped, story);
  const { byDraft: books, departures, realised } = keepBooks(slices, portions, costs);
  const found = findAll(story, { asOf: options.asOf, portions, books, realised });
  const campaigns = shaped.map((each) => toCampaign(found, each));
  return { campaigns, unassigned, departures, story, asked: suggest(story, shaped) };
}

/** Without what was answered with no, and nothing is asked of a campaign that is locked. */
function answer({ story, asked, ...told }: Told, decisions: readonly Decision[]): World {
  const noes = decisions.flatMap((each) => (each.kind === 'reject' ? [each] : []));
  const locks = decisions.flatMap((each) => (each.kind === 'lock' ? [each] : []));
  const locked = new Set(locks.map(({ campaign }) => campaign));
  const met = [
    ...noes.filter(({ suggestion }) => asked.some((each) => isOf(each, suggestion))),
    ...locks.filter(({ campaign }) => told.campaigns.some(({ id }) => id === campaign)),
  ];
  const isAsked = (each: Asked) =>
    !noes.some(({ suggestion }) => isOf(each, suggestion)) &&
    !locked.has(each.suggestion.from) &&
    !locked.has(each.suggestion.to);
  return {
    ...told,
    suggestions: asked.filter(isAsked).map(({ suggestion }) => suggestion),
    problems: story.problems,
    applied: new Set([...story.applied, ...met.map(({ id }) => id)]),
  };
}
