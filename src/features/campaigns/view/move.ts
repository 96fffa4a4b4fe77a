import type { IsoDate } from '../../../lib/dates.ts';
import { E8, formatScaled } from '../../../lib/decimal.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { UNIT_E8 } from '../../../model/instrument.ts';
import type { Currency } from '../../../model/money.ts';
import type { Outcome } from '../../../model/outcome.ts';
import type { Campaign } from '../engine/types.ts';
import { type Change, changeView } from './review/figures.ts';
import { type Recorded, rowView } from './review/rows.ts';
import { reasonIn } from './review/sentences.ts';
import { amountOf, contractWords, strategyWords } from './statistics/words.ts';

type Placed = Omit<Campaign, 'allocations'> & { readonly currency: Currency };

export interface Moving {
  readonly campaign: Placed | null;
  readonly recorded: Recorded;
  readonly heldE8: number;
  readonly quantityE8: number;
  readonly places: readonly Placed[];
  readonly to: string | null;
  readonly said: Readonly<Record<string, string | undefined>> | null;
  readonly outcome: Outcome<Change> | null;
  readonly latest: number;
}

/** `problem`: why it was refused when it was sent. */
export function moveView(moving: Moving, today: IsoDate, csrf: string, problem = '') {
  const { campaign, recorded, heldE8, quantityE8, places, to, outcome } = moving;
  const target = places.find(({ id }) => id === to);
  const change =
    outcome?.ok === true ? changeView(outcome.value, { today, currency: recorded.row.currency }) : [];
  return {
    row: rowView(recorded, today),
    from: campaign === null ? false : { name: nameOf(campaign, today), href: `/campaigns/${campaign.id}` },
    ticker: recorded.row.instrument?.ticker ?? '',
    asked: fieldsOf({ row: recorded.row.id, campaign: campaign?.id, symbol: symbolOf(recorded) }),
    // A fraction of a share is moved with the rest of its row only.
    quantity: heldE8 > UNIT_E8 && heldE8 % UNIT_E8 === 0 && quantityField(recorded, quantityE8, heldE8),
    places: places.map((place) => ({ ...placeView(place, today), isChosen: place.id === to })),
    isNew: to === 'new',
    isChosen: to !== null,
    to: to ?? '',
    target: to === 'new' ? 'a new campaign' : target === undefined ? '' : nameOf(target, today),
    problem: reasonIn(problem !== '' ? problem : outcome?.ok === false ? outcome.message : '', today),
    change,
    said: outcome?.ok === true ? saidFields(moving) : [],
    sure: `Move ${quantityWords(recorded, quantityE8)}`,
    csrf,
  };
}

function quantityField(recorded: Recorded, quantityE8: number, heldE8: number) {
  const noun = recorded.row.instrument?.kind === 'OPTION' ? 'contracts' : 'shares';
  const max = formatScaled(heldE8, E8);
  return { label: `How many of the ${max} ${noun}`, value: formatScaled(quantityE8, E8), max };
}

function quantityWords({ row: { instrument } }: Recorded, quantityE8: number): string {
  const count = formatScaled(quantityE8, E8);
  const noun = instrument?.kind === 'OPTION' ? 'contract' : 'share';
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

function placeView(campaign: Placed, today: IsoDate) {
  const { id, realisedE4, currency, openLegs, status } = campaign;
  const open = openLegs.map(({ contract }) => contractWords(contract, today)).join(', ');
  return {
    id,
    name: nameOf(campaign, today),
    detail: status === 'CLOSED' ? `closed ${formatDate(campaign.closedOn, today).slice(4)}` : open || 'open',
    worth: realisedE4 === null ? { text: 'unknown', tone: 'unknown' } : amountOf(realisedE4, currency),
  };
}

function nameOf({ strategy, startedOn }: Placed, today: IsoDate): string {
  return `${strategyWords(strategy)} since ${formatDate(startedOn, today).slice(4)}`;
}

function symbolOf({ row: { instrument } }: Recorded): string {
  return instrument?.kind === 'OPTION' ? instrument.symbol : (instrument?.ticker ?? '');
}

function fieldsOf(values: Readonly<Record<string, string | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** What the form says, and what it knew when it was shown. */
function saidFields({ said, campaign, latest }: Moving) {
  const back = campaign === null ? undefined : `/campaigns/${campaign.id}`;
  const knew = { from: campaign?.id, latest: String(latest), back };
  return fieldsOf({ ...said, ...knew });
}
