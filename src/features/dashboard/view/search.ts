import type { IsoDate } from '../../../lib/dates.ts';
import { formatMoney, formatQuantity } from '../../../lib/format.ts';
import { formatDate } from '../../../lib/format-time.ts';
import { eventOf, nameOf, wordsOf } from '../../../model/words.ts';
import type { Found, FoundCampaign, FoundRow } from '../engine/found.ts';
import { gained, holdingWords } from './words.ts';

export function searchView(found: Found, today: IsoDate) {
  const { text, asked, isGlance, tickers, campaigns, moreCampaigns, rows, moreRows } = found;
  const groups = [
    group('Tickers', tickers.map(tickerLine), ''),
    group(
      'Campaigns',
      campaigns.map((campaign) => campaignLine(campaign, today)),
      moreCampaigns && !isGlance ? addressOf('/campaigns', asked.ticker, asked.words) : '',
    ),
    group(
      'Rows',
      rows.map((row) => rowLine(row, today)),
      moreRows && !isGlance ? addressOf('/transactions', asked.ticker, asked.inRows) : '',
    ),
  ].filter(({ lines }) => lines.length > 0);
  // While one types only the newer rows are looked through: Enter looks through all.
  const all = isGlance && text !== '' ? addressOf('/search', null, text) : '';
  return { q: text, all, groups, said: saidOf(text, groups) };
}

function addressOf(path: string, ticker: string | null, q: string): string {
  return `${path}?${new URLSearchParams(ticker === null ? { q } : { ticker, q })}`;
}

interface Line {
  readonly href: string;
  readonly what: string;
  readonly pill: { readonly text: string; readonly tone: string } | false;
  readonly detail: string;
  readonly worth: { readonly text: string; readonly tone: string } | false;
  readonly aside: string;
}

function group(title: string, lines: readonly Line[], more: string) {
  return {
    id: `found-${title.toLowerCase()}`,
    title,
    lines,
    more,
    moreWords: `All ${title.toLowerCase()} like it`,
  };
}

/** Read aloud when the results change. */
function saidOf(text: string, groups: readonly ReturnType<typeof group>[]): string {
  if (text === '') return '';
  if (groups.length === 0) return `Nothing is called “${text}”.`;
  return groups
    .map(
      ({ title, lines, more }) => `${more === '' ? '' : 'more than '}${lines.length} ${title.toLowerCase()}`,
    )
    .join(', ');
}

function tickerLine({ ticker, company, open, closed }: Found['tickers'][number]): Line {
  const counts = [
    ...(open === 0 ? [] : [`${open} open`]),
    ...(closed === 0 ? [] : [`${closed} closed`]),
  ].join(', ');
  const isRowsOnly = open + closed === 0;
  const path = isRowsOnly ? '/transactions' : '/campaigns';
  return {
    href: `${path}?ticker=${encodeURIComponent(ticker)}`,
    what: ticker,
    pill: false,
    detail: isRowsOnly ? 'rows only' : `${counts} ${open + closed === 1 ? 'campaign' : 'campaigns'}`,
    worth: false,
    aside: company,
  };
}

function campaignLine(campaign: FoundCampaign, today: IsoDate): Line {
  const { id, ticker, strategy, status, startedOn, closedOn, realisedE4, currency } = campaign;
  const isOpen = status === 'OPEN';
  const days = isOpen
    ? `since ${formatDate(startedOn, today)}`
    : `${formatDate(startedOn, today)} to ${formatDate(closedOn, today)}`;
  return {
    href: `/campaigns/${id}`,
    what: `${ticker} ${wordsOf(strategy).toLowerCase()}`,
    pill: isOpen ? { text: 'open', tone: 'accent' } : false,
    detail: isOpen ? holdingWords(campaign, today) : days,
    // Of what is open the least is realised: nothing is no figure to show.
    worth: isOpen && realisedE4 === 0 ? false : gained(realisedE4, currency),
    aside: isOpen ? days : 'closed',
  };
}

function rowLine(row: FoundRow, today: IsoDate): Line {
  const { record, instrument, description, quantityE8, netE4, currency, tradedOn } = row;
  const count = quantityE8 === 0 ? '' : ` ${formatQuantity(Math.abs(quantityE8))}`;
  return {
    href: `/transactions/${record}`,
    what: instrument === null ? description || eventOf(row) : nameOf(instrument, today),
    pill: false,
    detail: `${eventOf(row)}${count}, ${row.accountName}`,
    worth:
      netE4 === 0 ? false : { text: formatMoney({ amountE4: netE4, currency }, { plus: true }), tone: '' },
    aside: formatDate(tradedOn, today),
  };
}
