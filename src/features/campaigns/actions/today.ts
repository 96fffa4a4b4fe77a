import type { Deps } from '../../../db/deps.ts';
import { rememberedFor } from '../../../db/remembered.ts';
import type { IsoDate } from '../../../lib/dates.ts';
import type { Quote } from '../../../model/quote.ts';
import { type Account, accountsOf } from '../../brokers/index.ts';
import { marketOf, quotesOf } from '../../prices/index.ts';
import { outlookOf } from '../engine/chain/outlook.ts';
import { openCampaigns } from '../store/campaigns.ts';
import type { Summary } from '../store/columns.ts';
import { currenciesOf } from '../store/statistics.ts';
import { type Brought, broughtIn } from '../store/today.ts';

/** An open campaign at the last known prices. */
export interface OpenNow extends Summary {
  /** What it comes to, realised and not; null where a price or a cost is unknown. */
  readonly totalE4: number | null;
  readonly unrealisedE4: number | null;
  readonly underlying: Pick<Quote, 'priceE6' | 'at'> | null;
}

export function openNow(deps: Deps, userId: string): readonly OpenNow[] {
  return rememberedFor(deps.db, 'open', userId, '', () => priced(deps, userId));
}

function priced(deps: Deps, userId: string): readonly OpenNow[] {
  const accounts = new Map(accountsOf(deps.db, userId).map((account) => [account.id, account]));
  const open = openCampaigns(deps.db, userId);
  const quotes = quotesFor(deps, open, accounts);
  return open.map((campaign) => {
    const quoteOf = (symbol: string) =>
      quotes.get(accounts.get(campaign.account)?.broker ?? '')?.get(symbol) ?? null;
    const priceOf = (symbol: string) => quoteOf(symbol)?.priceE6 ?? null;
    const standing = { ...campaign, cashE4: campaign.stakeE4, creditE4: 0 };
    const outlook = outlookOf(standing, campaign.ticker, priceOf);
    return {
      ...campaign,
      totalE4: outlook?.totalE4 ?? null,
      unrealisedE4: outlook?.unrealisedE4 ?? null,
      underlying: quoteOf(campaign.ticker),
    };
  });
}

type Quotes = ReadonlyMap<string, ReadonlyMap<string, Quote>>;

/** Of all of them at once, broker by broker. */
function quotesFor({ db }: Deps, open: readonly Summary[], accounts: ReadonlyMap<string, Account>): Quotes {
  const byBroker = Map.groupBy(open, ({ account }) => accounts.get(account)?.broker);
  return new Map(
    [...byBroker].flatMap(([broker, campaigns]) => {
      if (broker === undefined) return [];
      const symbols = campaigns.flatMap(({ ticker, openLegs }) => [
        ticker,
        ...openLegs.map(({ contract }) => contract.symbol),
      ]);
      return [[broker, quotesOf(db, marketOf(broker), [...new Set(symbols)])] as const];
    }),
  );
}

/** In each currency there are campaigns in, the one with the most first. */
export function broughtBetween(
  { db }: Pick<Deps, 'db'>,
  userId: string,
  from: IsoDate,
  to: IsoDate,
): readonly Brought[] {
  return rememberedFor(db, 'brought', userId, `${from} ${to}`, () => {
    const found = new Map(broughtIn(db, userId, from, to).map((each) => [each.currency, each]));
    return currenciesOf(db, userId).map((currency) => found.get(currency) ?? { currency, ...NOTHING });
  });
}

const NOTHING = { newE4: 0, rolledE4: 0, closedE4: 0, realisedE4: 0, unknownCount: 0 };
