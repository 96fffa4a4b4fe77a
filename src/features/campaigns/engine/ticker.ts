/**
 * One ticker in one account, told with what the trader has said. What they accept is a suggestion of the story without
 * it, so the story is told again until nothing more is accepted. Example: a roll accepted on Thursday, and a call that is
 * only then asked about: told three times at most.
 */
import type { IsoDate } from '../../../lib/dates.ts';
import { type Books, keepBooks } from './books/books.ts';
import type { Arrivals } from './books/costs.ts';
import { shareRows } from './books/share-rows.ts';
import { findAll, toCampaign } from './result/campaign.ts';
import { allSlices, shape } from './result/shape.ts';
import { noteDue } from './review/due.ts';
import { noteNaked } from './review/naked.ts';
import { noteArrivals, noteHalves, noteTies } from './review/notes.ts';
import { type Asked, suggest } from './review/suggest.ts';
import { planRolls } from './rolls/plan.ts';
import { type Accepted, type Said, understand } from './said.ts';
import { tellStory } from './story/walk.ts';
import { type Timeline, toTimeline } from './timeline.ts';
import type { Decision, Grouping, GroupingOptions, Suggestion, Transaction } from './types.ts';

interface World extends Grouping {
  /** What shares that went elsewhere had cost, by row. */
  readonly departures: Books['departures'];
  /** The decisions that had something to apply to. */
  readonly applied: ReadonlySet<string>;
}

type Circumstances = GroupingOptions & { readonly asOf: IsoDate };

type Told = Omit<World, 'applied'>;

/** The rows of one ticker in one account, in any order; with what shares cost that came from other accounts. */
export function regroupTicker(
  rows: readonly Transaction[],
  decisions: readonly Decision[],
  options: Circumstances,
  arrivals: Arrivals = new Map(),
): World {
  const timeline = toTimeline(rows);
  const accepted: Accepted[] = [];
  for (;;) {
    const said = understand(decisions, accepted);
    const { asked, ...told } = tellOnce(rows, timeline, said, options, arrivals);
    const fresh = newlyAccepted(decisions, accepted, asked);
    if (fresh.length === 0) return answer(told, decisions, said);
    accepted.push(...fresh);
  }
}

function newlyAccepted(
  decisions: readonly Decision[],
  known: readonly Accepted[],
  asked: readonly Asked[],
): readonly Accepted[] {
  return decisions.flatMap((each) => {
    if (each.kind !== 'accept' || known.some(({ decision }) => decision === each.id)) return [];
    const found = asked.find(({ suggestion }) => suggestion.id === each.suggestion);
    return found?.questions.map((question) => ({ decision: each.id, question })) ?? [];
  });
}

/** Without what was answered with no, and nothing is asked of a campaign that is locked. */
function answer(told: Told, decisions: readonly Decision[], said: Said): World {
  const rejected = named(decisions, 'reject');
  const locked = named(decisions, 'lock');
  const isAsked = ({ id, from, to }: Suggestion) => !rejected.has(id) && !locked.has(from) && !locked.has(to);
  const known = new Set([...told.suggestions, ...told.campaigns].map(({ id }) => id));
  const met = [...rejected, ...locked].flatMap(([id, decision]) => (known.has(id) ? decision : []));
  const applied = new Set([...said.applied, ...met]);
  return { ...told, suggestions: told.suggestions.filter(isAsked), applied };
}

/** The decisions of a kind, by the campaign or suggestion they name. */
function named(
  decisions: readonly Decision[],
  kind: 'reject' | 'lock',
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const each of decisions) {
    if (each.kind !== kind) continue;
    const id = each.kind === 'lock' ? each.campaign : each.suggestion;
    found.set(id, [...(found.get(id) ?? []), each.id]);
  }
  return found;
}

function tellOnce(
  rows: readonly Transaction[],
  timeline: Timeline,
  said: Said,
  options: Circumstances,
  arrived: Arrivals,
): Told & { readonly asked: readonly Asked[] } {
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
  const { shares, unassigned } = shareRows(rows, slices, shaped, story);
  const { byDraft: books, departures } = keepBooks(slices, shares, costs);
  const found = findAll(story, { asOf: options.asOf, shares, books });
  const campaigns = shaped.map((each) => toCampaign(found, each));
  const asked = suggest(story, shaped);
  const suggestions = asked.map(({ suggestion }) => suggestion);
  return { campaigns, suggestions, problems: story.problems, unassigned, departures, asked };
}
