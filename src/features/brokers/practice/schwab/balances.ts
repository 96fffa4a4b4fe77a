import type { Held } from '../ledger/holdings.ts';
import { maintenanceOf, marketValueOf, type Now } from './positions.ts';
import { dollars, rounded } from './spelling.ts';

interface Sums {
  readonly cash: number;
  readonly longShares: number;
  readonly shortShares: number;
  readonly longOptions: number;
  readonly shortOptions: number;
  readonly total: number;
  readonly maintenance: number;
}

/** What Schwab writes under the two kinds of account; whatever is not kept here is 0. */
export function balancesOf(now: Now) {
  const sums = sumsOf(now);
  return { total: sums.total, margin: marginBalances(sums), cash: cashBalances(sums) };
}

function sumsOf(now: Now): Sums {
  const all = [...now.holdings.held.values()].map((held) => ({ held, value: marketValueOf(now, held) }));
  const sum = (which: (held: Held) => boolean) =>
    rounded(all.filter(({ held }) => which(held)).reduce((total, { value }) => total + value, 0));
  const isOption = ({ instrument }: Held) => instrument.kind === 'OPTION';
  const isLong = ({ quantityE8 }: Held) => quantityE8 > 0;
  const cash = dollars(now.holdings.cashE4);
  return {
    cash,
    longShares: sum((held) => !isOption(held) && isLong(held)),
    shortShares: sum((held) => !isOption(held) && !isLong(held)),
    longOptions: sum((held) => isOption(held) && isLong(held)),
    shortOptions: sum((held) => isOption(held) && !isLong(held)),
    total: rounded(cash + sum(() => true)),
    maintenance: rounded(all.reduce((total, { held, value }) => total + maintenanceOf(now, held, value), 0)),
  };
}

function marginBalances(sums: Sums) {
  const available = Math.max(0, rounded(sums.total - sums.maintenance));
  return {
    initialBalances: {
      accruedInterest: 0,
      availableFundsNonMarginableTrade: available,
      bondValue: 0,
      buyingPower: rounded(available * 2),
      cashBalance: sums.cash,
      cashAvailableForTrading: 0,
      cashReceipts: 0,
      dayTradingBuyingPower: 0,
      dayTradingBuyingPowerCall: 0,
      dayTradingEquityCall: 0,
      equity: sums.total,
      equityPercentage: 100,
      liquidationValue: sums.total,
      longMarginValue: sums.longShares,
      longOptionMarketValue: sums.longOptions,
      longStockValue: sums.longShares,
      maintenanceCall: 0,
      maintenanceRequirement: sums.maintenance,
      margin: sums.cash,
      marginEquity: sums.total,
      moneyMarketFund: 0,
      mutualFundValue: 0,
      regTCall: 0,
      shortMarginValue: sums.shortShares,
      shortOptionMarketValue: sums.shortOptions,
      shortStockValue: sums.shortShares,
      totalCash: sums.cash,
      isInCall: false,
      pendingDeposits: 0,
      marginBalance: Math.min(0, sums.cash),
      shortBalance: 0,
      accountValue: sums.total,
    },
    currentBalances: {
      ...commonBalances(sums),
      availableFunds: available,
      availableFundsNonMarginableTrade: available,
      buyingPower: rounded(available * 2),
      buyingPowerNonMarginableTrade: available,
      dayTradingBuyingPower: 0,
      equity: sums.total,
      equityPercentage: 100,
      longMarginValue: sums.longShares,
      maintenanceCall: 0,
      maintenanceRequirement: sums.maintenance,
      marginBalance: Math.min(0, sums.cash),
      regTCall: 0,
      shortBalance: 0,
      shortMarginValue: sums.shortShares,
      sma: available,
    },
    projectedBalances: {
      availableFunds: available,
      availableFundsNonMarginableTrade: available,
      buyingPower: rounded(available * 2),
      dayTradingBuyingPower: 0,
      dayTradingBuyingPowerCall: 0,
      maintenanceCall: 0,
      regTCall: 0,
      isInCall: false,
      stockBuyingPower: rounded(available * 2),
    },
  };
}

function cashBalances(sums: Sums) {
  const own = {
    cashAvailableForTrading: Math.max(0, sums.cash),
    cashAvailableForWithdrawal: Math.max(0, sums.cash),
    cashCall: 0,
    longNonMarginableMarketValue: sums.longShares,
    totalCash: sums.cash,
    cashDebitCallValue: 0,
    unsettledCash: 0,
  };
  return {
    initialBalances: {
      accruedInterest: 0,
      cashAvailableForTrading: own.cashAvailableForTrading,
      cashAvailableForWithdrawal: own.cashAvailableForWithdrawal,
      cashBalance: sums.cash,
      bondValue: 0,
      cashReceipts: 0,
      liquidationValue: sums.total,
      longOptionMarketValue: sums.longOptions,
      longStockValue: sums.longShares,
      moneyMarketFund: 0,
      mutualFundValue: 0,
      shortOptionMarketValue: sums.shortOptions,
      shortStockValue: sums.shortShares,
      isInCall: false,
      unsettledCash: 0,
      cashDebitCallValue: 0,
      pendingDeposits: 0,
      accountValue: sums.total,
    },
    currentBalances: { ...commonBalances(sums), ...own },
    projectedBalances: own,
  };
}

function commonBalances({ cash, longShares, shortShares, longOptions, shortOptions, total }: Sums) {
  return {
    accruedInterest: 0,
    cashBalance: cash,
    cashReceipts: 0,
    longOptionMarketValue: longOptions,
    liquidationValue: total,
    longMarketValue: longShares,
    moneyMarketFund: 0,
    savings: 0,
    shortMarketValue: shortShares,
    pendingDeposits: 0,
    mutualFundValue: 0,
    bondValue: 0,
    shortOptionMarketValue: shortOptions,
  };
}
