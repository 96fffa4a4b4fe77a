import { daysBetween, type IsoDate } from '../../../lib/dates.ts';
import { E6, formatScaled } from '../../../lib/decimal.ts';
import { formatMoney } from '../../../lib/format.ts';
import { formatDate, formatInstant, formatRelative } from '../../../lib/format-time.ts';
import { product } from '../../../lib/rounding.ts';
import type { Currency } from '../../../model/money.ts';
import type { Quote } from '../../../model/quote.ts';
import type { Outlook, Scenario, Valued } from '../engine/chain/outlook.ts';
import type { Shown, ShownCampaign } from '../engine/chain/shown.ts';
import { countWords, dayOf, priceE4Words, sharesWords } from './chain-words.ts';
import { amountIn } from './show-books.ts';
import { contractWords, counted } from './statistics/words.ts';

/** What is open at its last price: with the cash so far it comes to the P&L now. */
export function openView({ campaign, today }: Pick<Shown, 'campaign' | 'today'>, outlook: Outlook | null) {
  if (outlook === null) return { rows: [], cash: none, total: none };
  const amount = amountIn(campaign.currency);
  return {
    rows: outlook.valued.map((each) => ({
      what: openWords(each),
      detail: openDetail(each, campaign.currency, today),
      worth: plainIn(campaign.currency, each.worthE4),
    })),
    cash: plainIn(campaign.currency, outlook.position.cashE4),
    total: amount(outlook.totalE4),
  };
}

const none = { text: '', tone: '' };

/** What something is worth is no gain. */
function plainIn(currency: Currency, amountE4: number | null) {
  return { text: formatMoney(amountE4 === null ? null : { amountE4, currency }), tone: '' };
}

function openWords({ contract, quantityE8 }: Valued): string {
  if (contract === null) return quantityE8 < 0 ? `${sharesWords(quantityE8)} owed` : sharesWords(quantityE8);
  return `${quantityE8 < 0 ? 'Short' : 'Long'} ${countWords(quantityE8)} × ${contractWords(contract)}`;
}

function openDetail({ contract, priceE6 }: Valued, currency: Currency, today: IsoDate): string {
  const price =
    priceE6 === null
      ? 'price unknown'
      : `at ${formatMoney({ amountE4: Math.round(priceE6 / 100), currency })}`;
  if (contract === null) return price;
  const days = daysBetween(today, contract.expiresOn);
  const left = days < 0 ? 'expired' : days === 0 ? 'today' : counted(days, 'day');
  return `${price} · ${formatDate(contract.expiresOn, today)}, ${left}`;
}

/** What would come of it: at expiry with the price where it is, at each strike, and at most. */
export function outlookView({ campaign, today }: Pick<Shown, 'campaign' | 'today'>, outlook: Outlook | null) {
  if (outlook === null) return [];
  const amount = amountIn(campaign.currency);
  const line = (what: string, detail: string, amountE4: number | null, otherwise = '') => ({
    ...{ what, detail },
    worth: amountE4 === null && otherwise !== '' ? { text: otherwise, tone: '' } : amount(amountE4),
  });
  const isOne = outlook.scenarios.length === 1;
  const isMost = isOne && outlook.scenarios[0]?.totalE4 === outlook.mostE4;
  const stays = line(`${campaign.ticker} stays where it is`, 'when what is open expires', outlook.stayingE4);
  return [
    ...(campaign.openLegs.length === 0 ? [] : [stays]),
    ...outlook.scenarios.toSorted(byStrike).map((each) => ({
      ...(isOne ? asMost(scenarioWords(each, campaign, today), isMost) : strikeWords(each, campaign, today)),
      worth: amount(each.totalE4),
    })),
    ...(isMost ? [] : [line('The most it can make', 'at the best price', outlook.mostE4, 'no limit')]),
    line('The most it can lose', worstWords(campaign), outlook.leastE4, 'no limit'),
  ];
}

function byStrike(a: Scenario, b: Scenario): number {
  return a.contract.strikeE6 - b.contract.strikeE6;
}

/** Where several contracts are open, no one of them says what comes of all. */
function strikeWords({ contract, quantityE8 }: Scenario, { ticker }: ShownCampaign, today: IsoDate) {
  const side = quantityE8 < 0 ? 'short' : 'long';
  return {
    what: `${ticker} at ${formatScaled(contract.strikeE6, E6)} on ${dayOf(contract.expiresOn, today)}`,
    detail: `the strike of the ${side} ${countWords(quantityE8)} × ${contractWords(contract)}`,
  };
}

function asMost<T extends { readonly detail: string }>(words: T, isMost: boolean): T {
  return isMost ? { ...words, detail: `the most it can make: ${words.detail}` } : words;
}

function worstWords({ sharesE8, openLegs, ticker }: ShownCampaign): string {
  const isDown =
    openLegs.length < 2 &&
    (sharesE8 > 0 || openLegs.some(({ contract, quantityE8 }) => contract.type === 'PUT' && quantityE8 < 0));
  return isDown ? `if ${ticker} falls to nothing` : 'at the worst price';
}

/** What happens when the underlying stands at the strike as the contract expires. */
function scenarioWords({ contract, quantityE8 }: Scenario, campaign: ShownCampaign, today: IsoDate) {
  const { ticker, sharesE8, breakEvensE4, currency } = campaign;
  const strike = formatScaled(contract.strikeE6, E6);
  const day = dayOf(contract.expiresOn, today);
  const calledE8 = product(Math.abs(quantityE8), contract.deliverableE8, -8);
  const shares = sharesWords(calledE8);
  const what = `${ticker} at ${strike} on ${day}`;
  if (quantityE8 > 0) return { what, detail: `the ${contractWords(contract)} is worth nothing there` };
  if (contract.type === 'CALL' && sharesE8 > 0)
    return {
      what: `Called at ${strike} on ${day}`,
      detail: `${shares} go at the strike${stayWords(sharesE8, calledE8)}`,
    };
  if (contract.type === 'CALL') return { what, detail: 'the call expires: its premium is kept' };
  const even = breakEvensE4.map((each) => priceE4Words(each, currency)).join(' and ');
  const assigned = contract.deliverableE8 === 0 ? '' : `; below it ${shares} come, break-even ${even}`;
  const where = sharesE8 === 0 ? `${strike} or above` : strike;
  return { what: `${ticker} at ${where} on ${day}`, detail: `its premium is kept${assigned}` };
}

function stayWords(sharesE8: number, calledE8: number): string {
  return sharesE8 > calledE8 ? `, ${sharesWords(sharesE8 - calledE8)} stay and are counted at it` : '';
}

/** How old the prices are that the figures are reckoned with. */
export function priceAge(
  { campaign, quotes }: Pick<Shown, 'campaign' | 'quotes'>,
  timeZone: string,
  now: number,
) {
  const symbols = [campaign.ticker, ...campaign.openLegs.map(({ contract }) => contract.symbol)];
  const known = symbols.flatMap((symbol): Quote | readonly Quote[] => quotes.get(symbol) ?? []);
  if (known.length === 0) return { text: 'No price is known yet: a sync brings them.', isOld: false };
  const at = Math.min(...known.map((quote) => quote.at));
  const missing = symbols.length - known.length;
  const rest = missing === 0 ? '' : ` ${missing} of ${symbols.length} prices are not known.`;
  const when = `${formatInstant(at, timeZone, now)}, ${formatRelative(at, now)}`;
  return { text: `Prices as of ${when}.${rest}`, isOld: now - at > DAY };
}

const DAY = 86_400_000;
