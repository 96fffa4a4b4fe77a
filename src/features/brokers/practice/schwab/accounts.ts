import { opensAt } from '../../../../lib/market-hours.ts';
import { type Holdings, holdingsOf } from '../ledger/holdings.ts';
import type { Posting } from '../ledger/postings.ts';
import { MAIN, OTHER, type World } from '../world.ts';
import { balancesOf } from './balances.ts';
import { type Now, printPosition } from './positions.ts';
import { correlation, hashOf } from './spelling.ts';

export const ACCOUNTS = [MAIN, OTHER] as const;
const NICKNAMES: Readonly<Record<string, string>> = { [MAIN]: 'Individual', [OTHER]: 'Roth IRA' };

export function accountNumbers() {
  return ACCOUNTS.map((accountNumber) => ({ accountNumber, hashValue: hashOf(accountNumber) }));
}

/** The account behind a hash; null for what is none: a plain number is none. */
export function accountByHash(hash: string): string | null {
  return ACCOUNTS.find((account) => hashOf(account) === hash) ?? null;
}

export function accounts(world: World, at: number, withPositions = true) {
  return ACCOUNTS.map((number) => account(world, number, at, withPositions));
}

/** `positions` is not there when there are none, nor when nobody asked. */
export function account(world: World, number: string, at: number, withPositions = true) {
  const now = nowIn(world, number, at);
  const positions = [...now.holdings.held.values()].map((held) => printPosition(now, held));
  const balances = balancesOf(now);
  return {
    securitiesAccount: {
      type: number === MAIN ? 'MARGIN' : 'CASH',
      accountNumber: number,
      roundTrips: 0,
      isDayTrader: false,
      isClosingOnlyRestricted: false,
      pfcbFlag: false,
      ...(withPositions && positions.length > 0 ? { positions } : {}),
      ...(number === MAIN ? balances.margin : balances.cash),
    },
    aggregatedBalance: { currentLiquidationValue: balances.total, liquidationValue: balances.total },
  };
}

function nowIn({ market, ledger }: World, number: string, at: number): Now {
  const days = market.days('NYSE');
  const { session, part } = days.momentOf(at);
  // Before the next session opens, "today" is the one that has ended.
  const dayBegan = opensAt(days.dateOf(session), 'NYSE');
  const rows: Posting[] = [];
  for (const row of ledger.rowsAt(at)) if (row.account === number) rows.push(row);
  const earlier = rows.filter(({ bookedAt }) => bookedAt < dayBegan);
  const today = rows.filter(({ bookedAt }) => bookedAt >= dayBegan);
  const holdings: Holdings = holdingsOf(rows);
  return {
    market,
    at,
    previous: { session: session - 1, part: 1 },
    isOpen: part < 1,
    holdings,
    before: holdingsOf(earlier),
    today,
  };
}

export function userPreference(at: number) {
  return {
    accounts: ACCOUNTS.map((accountNumber, i) => ({
      accountNumber,
      primaryAccount: i === 0,
      type: 'BROKERAGE',
      nickName: NICKNAMES[accountNumber] ?? '',
      displayAcctId: `...${accountNumber.slice(-3)}`,
      autoPositionEffect: true,
      accountColor: 'Green',
    })),
    streamerInfo: [
      {
        streamerSocketUrl: 'wss://streamer-api.schwab.com/ws',
        schwabClientCustomerId: hashOf('customer'),
        schwabClientCorrelId: correlation(at),
        schwabClientChannel: 'N9',
        schwabClientFunctionId: 'APIAPP',
      },
    ],
    offers: [{ level2Permissions: true, mktDataPermission: 'NP' }],
  };
}
