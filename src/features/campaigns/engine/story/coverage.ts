/**
 * Rule: a call goes where shares are that no call covers yet: those of campaigns first, the earliest acquired first, then
 * those outside, which begin a campaign. One sold with a long call in its order, or with the shares it needs, asks for no
 * others. What nothing covers is a naked call, in no campaign that holds shares. Example: 3 calls sold while a wheel holds
 * 200 free shares: 2 join the wheel, 1 is naked.
 */
import { contractsFor, sharesOf } from '../rows/deliverable.ts';
import { quantityWords } from '../words.ts';
import { adopt } from './adoption.ts';
import { uncovered } from './calls.ts';
import type { Draft } from './drafts.ts';
import { after, type Gap, put } from './gaps.ts';
import { newDraftOf } from './named.ts';
import type { Story } from './story.ts';

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
      ...(hedged > 0 ? [{ ...gap, countE8: hedged }] : []),
      ...(withShares > 0 ? [{ ...gap, fromE8: gap.fromE8 + hedged, countE8: withShares }] : []),
      ...coverCall(story, after(gap, hedged + withShares), own),
    ];
  });
}

/** Of how many contracts the shares are bought in the same order: a buy-write. */
function contractsBought(story: Story, order: string, gaps: readonly Gap[]): number {
  const call = gaps.find(({ opened }) => opened.contract.type === 'CALL');
  const bought = story.boughtIn.get(order) ?? [];
  const boughtE8 = bought.reduce((sum, { row }) => sum + row.quantityE8, 0);
  return call ? contractsFor(call.opened.contract, boughtE8) : 0;
}

interface Own {
  draft: Draft | null;
}

function coverCall(story: Story, gap: Gap, own: Own): readonly Gap[] {
  if (gap.opened.contract.deliverableE8 === 0) return [gap];
  const left = holders(story).reduce((rest, draft) => coverWith(story, rest, draft), gap);
  const naked = coverFromOutside(story, left, own);
  return naked.countE8 > 0 ? [{ ...naked, isNaked: true }] : [];
}

/** Answers what the free shares of this campaign do not cover. */
function coverWith(story: Story, gap: Gap, draft: Draft): Gap {
  const freeE8 = uncovered(draft);
  const countE8 = Math.min(contractsFor(gap.opened.contract, freeE8), gap.countE8);
  const why = `covered by ${quantityWords(freeE8, 'share')} that no call covers yet`;
  if (countE8 > 0) put(story, { ...gap, countE8 }, { draft, role: 'OPENING', why, by: 'rule' });
  return after(gap, countE8);
}

function coverFromOutside(story: Story, gap: Gap, own: Own): Gap {
  const { contract } = gap.opened;
  const outside = story.lots.filter((lot) => lot.draft === null && lot.leftE8 > 0);
  const freeE8 = outside.reduce((sum, { leftE8 }) => sum + leftE8, 0);
  const countE8 = Math.min(contractsFor(contract, freeE8), gap.countE8);
  const [first] = outside;
  if (countE8 === 0 || first === undefined) return gap;
  own.draft ??= newDraftOf(story, first.event, first.fromE8);
  const sharesE8 = sharesOf(contract, countE8);
  adopt(story, outside, sharesE8, own.draft, 'the first call sold on them');
  const why = `covered by ${quantityWords(sharesE8, 'share')} held outside any campaign`;
  put(story, { ...gap, countE8 }, { draft: own.draft, role: 'OPENING', why, by: 'rule' });
  return after(gap, countE8);
}

/** Campaigns that hold shares, the earliest acquired first. */
function holders(story: Story): readonly Draft[] {
  const holding = story.lots.filter(({ leftE8 }) => leftE8 > 0);
  return [...new Set(holding.map(({ draft }) => draft))].filter((draft) => draft !== null);
}
