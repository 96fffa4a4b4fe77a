/**
 * Rule: a call goes where shares are that no call covers yet: those of campaigns first, the earliest acquired first, then
 * those outside, which begin a campaign. One sold with a long call in its order, or with the shares it needs, asks for no
 * others. What nothing covers is a naked call, in no campaign that holds shares. Example: 3 calls sold while a wheel holds
 * 200 free shares: 2 join the wheel, 1 is naked.
 */
import { product } from '../../../../lib/rounding.ts';
import { quantityWords } from '../words.ts';
import { adopt } from './adoption.ts';
import { type Draft, uncovered } from './drafts.ts';
import { type Gap, put } from './gaps.ts';
import { newDraft, type Story } from './story.ts';

const CONTRACT_E8 = 100_000_000;

/** Calls sold on shares that no call covers: those of campaigns first, then those outside. */
export function coverCalls(story: Story, order: string, gaps: readonly Gap[]): readonly Gap[] {
  let hedgesE8 = gaps
    .filter(({ opened }) => opened.contract.type === 'CALL' && opened.side === 1)
    .reduce((sum, { countE8 }) => sum + countE8, 0);
  let boughtE8 = contractsBought(story, order, gaps);
  // However many fills an order has, the shares outside that it covers begin one campaign.
  const own: Own = { draft: null };
  return gaps.flatMap((gap) => {
    if (gap.opened.contract.type !== 'CALL' || gap.opened.side === 1) return [gap];
    const hedged = Math.min(hedgesE8, gap.countE8);
    hedgesE8 -= hedged;
    const withShares = Math.min(boughtE8, gap.countE8 - hedged);
    boughtE8 -= withShares;
    return [
      ...(hedged > 0 ? [{ ...gap, countE8: hedged, isHedged: true }] : []),
      ...(withShares > 0 ? [{ ...gap, fromE8: gap.fromE8 + hedged, countE8: withShares }] : []),
      ...coverCall(story, after(gap, hedged + withShares), own),
    ];
  });
}

/** Of how many contracts the shares are bought in the same order: a buy-write. */
function contractsBought(story: Story, order: string, gaps: readonly Gap[]): number {
  const deliverable =
    gaps.find(({ opened }) => opened.contract.type === 'CALL')?.opened.contract.deliverableE8 ?? 0;
  return deliverable === 0 ? 0 : wholeContracts(story.boughtIn.get(order) ?? 0, deliverable);
}

interface Own {
  draft: Draft | null;
}

function coverCall(story: Story, gap: Gap, own: Own): readonly Gap[] {
  if (gap.countE8 === 0) return [];
  if (gap.opened.contract.deliverableE8 === 0) return [gap];
  const left = holders(story).reduce((rest, draft) => coverWith(story, rest, draft), gap);
  const naked = coverFromOutside(story, left, own);
  return naked.countE8 > 0 ? [{ ...naked, isNaked: true }] : [];
}

/** Answers what the free shares of this campaign do not cover. */
function coverWith(story: Story, gap: Gap, draft: Draft): Gap {
  const freeE8 = uncovered(draft);
  const countE8 = Math.min(wholeContracts(freeE8, gap.opened.contract.deliverableE8), gap.countE8);
  const why = `covered by ${quantityWords(freeE8, 'share')} that no call covers yet`;
  if (countE8 > 0) put(story, { ...gap, countE8 }, draft, 'OPENING', why);
  return after(gap, countE8);
}

function coverFromOutside(story: Story, gap: Gap, own: Own): Gap {
  const { deliverableE8 } = gap.opened.contract;
  const outside = story.lots.filter((lot) => lot.draft === null && lot.side === 1 && lot.leftE8 > 0);
  const freeE8 = outside.reduce((sum, { leftE8 }) => sum + leftE8, 0);
  const countE8 = Math.min(wholeContracts(freeE8, deliverableE8), gap.countE8);
  if (countE8 === 0) return gap;
  own.draft ??= newDraft(story);
  const sharesE8 = product(countE8, deliverableE8, -8);
  adopt(story, outside, sharesE8, own.draft, 'the first call sold on them');
  const why = `covered by ${quantityWords(sharesE8, 'share')} held outside any campaign`;
  put(story, { ...gap, countE8 }, own.draft, 'OPENING', why);
  return after(gap, countE8);
}

function after(gap: Gap, countE8: number): Gap {
  return { ...gap, fromE8: gap.fromE8 + countE8, countE8: gap.countE8 - countE8 };
}

/** Campaigns that hold shares, the earliest acquired first. */
function holders(story: Story): readonly Draft[] {
  return [
    ...new Set(story.lots.filter(({ leftE8, side }) => side === 1 && leftE8 > 0).map(({ draft }) => draft)),
  ].filter((draft) => draft !== null);
}

function wholeContracts(sharesE8: number, deliverableE8: number): number {
  return Math.floor(sharesE8 / deliverableE8) * CONTRACT_E8;
}
