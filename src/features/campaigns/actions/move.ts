import { E8, formatScaled, parseScaled } from '../../../lib/decimal.ts';
import { UNIT_E8 } from '../../../model/instrument.ts';
import type { Outcome } from '../../../model/outcome.ts';
import { type RecordedRow, recordedRows } from '../../transactions/index.ts';
import { findCampaign, neighboursOf } from '../store/campaigns.ts';
import type { Stored, Summary } from '../store/columns.ts';
import { latestDecision, type Said } from '../store/decisions.ts';
import { outsideOf } from './outside.ts';
import { type Preview, preview } from './preview.ts';
import type { Means } from './tell.ts';

export interface Wish {
  readonly row: string;
  readonly campaign?: string | undefined;
  readonly symbol?: string | undefined;
  readonly quantity?: string | undefined;
  readonly to?: string | undefined;
}

/** Part of a campaign, or shares outside all, that are to go elsewhere. */
export interface Moving {
  /** null: shares that are in none. */
  readonly campaign: Stored | null;
  readonly recorded: RecordedRow;
  /** So much of the row is in this campaign. */
  readonly heldE8: number;
  readonly quantityE8: number;
  /** Of that ticker in that account, the open ones first. */
  readonly places: readonly Summary[];
  /** null until it is said where to. */
  readonly to: string | null;
  readonly said: Extract<Said, { readonly kind: 'move' }> | null;
  readonly outcome: Outcome<Preview> | null;
  readonly latest: number;
}

const MOST_PLACES = 50;

/** null: there is no such row in such a campaign, or it is somebody else's. */
export function movingOf(means: Means, userId: string, wish: Wish): Moving | null {
  const { db } = means;
  const found =
    wish.campaign === undefined ? foundOutside(means, userId, wish) : foundIn(means, userId, wish);
  if (found === null) return null;
  const { campaign, recorded, heldE8, ticker } = found;
  const quantityE8 = quantityOf(wish.quantity, heldE8);
  const base = { campaign, recorded, heldE8, quantityE8, latest: latestDecision(db, userId) };
  const here = { ticker, account: recorded.row.account, id: campaign?.id ?? '' };
  const places = neighboursOf(db, userId, here, MOST_PLACES);
  if (wish.to === undefined) return { ...base, places, to: null, said: null, outcome: null };
  const said = toSaid(base, wish.to, found.isOneOfSeveral);
  return { ...base, places, to: wish.to, said, outcome: preview(means, userId, said, campaign?.id) };
}

interface Found extends Pick<Moving, 'campaign' | 'recorded' | 'heldE8'> {
  readonly ticker: string;
  readonly isOneOfSeveral: boolean;
}

function foundIn({ db }: Means, userId: string, wish: Wish): Found | null {
  const campaign = findCampaign(db, userId, wish.campaign ?? '');
  if (campaign === null) return null;
  const parts = recordedRows(db, userId, campaign.account, [wish.row]);
  const recorded = parts.find(({ row }) => heldIn(campaign, row) > 0 && isOf(row, wish.symbol));
  if (recorded === undefined) return null;
  const heldE8 = heldIn(campaign, recorded.row);
  return { campaign, recorded, heldE8, ticker: campaign.ticker, isOneOfSeveral: parts.length > 1 };
}

function foundOutside(means: Means, userId: string, wish: Wish): Found | null {
  const found = outsideOf(means, userId).find(
    ({ recorded: { row } }) => row.id === wish.row && isOf(row, wish.symbol),
  );
  return found === undefined ? null : { ...found, campaign: null, isOneOfSeveral: false };
}

function heldIn({ allocations }: Stored, { id, part }: RecordedRow['row']): number {
  const own = allocations.filter((each) => each.transactionId === id && each.part === part);
  return own.reduce((sum, { quantityE8 }) => sum + Math.abs(quantityE8), 0);
}

function isOf({ instrument }: RecordedRow['row'], symbol: string | undefined): boolean {
  if (symbol === undefined) return instrument !== null;
  return (instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker) === symbol;
}

/** What was asked for, as far as it is there; without a word all of it. */
function quantityOf(text: string | undefined, heldE8: number): number {
  const askedE8 = text === undefined ? null : parseScaled(text, E8);
  if (askedE8 === null || askedE8 <= 0) return heldE8;
  return Math.min(heldE8, Math.max(UNIT_E8, askedE8));
}

/** A whole row is moved without a number, so that the latest word on it counts alone. */
function toSaid(
  { recorded: { row }, quantityE8 }: Pick<Moving, 'recorded' | 'quantityE8'>,
  to: string,
  isOneOfSeveral: boolean,
): NonNullable<Moving['said']> {
  const { instrument } = row;
  const symbol = instrument?.kind === 'OPTION' ? instrument.symbol : instrument?.ticker;
  return {
    ...{ kind: 'move', transactionId: row.id, account: row.account, to },
    ...(isOneOfSeveral && symbol !== undefined ? { symbol } : {}),
    ...(quantityE8 === Math.abs(row.quantityE8) ? {} : { quantity: formatScaled(quantityE8, E8) }),
  };
}
