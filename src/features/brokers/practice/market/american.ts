import { type Dividend, type Security, security } from './securities.ts';

function quarterly(cents: number, month: 1 | 2 | 3, day: number, daysToPay = 19, tax = 0): Dividend {
  return { amountE6: cents * 10_000, month, day, daysToPay, tax };
}

const FUND = { kind: 'FUND' } as const;

/** Symbol, the name Schwab knows it by; price, drift, volatility, share of the market's moves, daily volume. */
export const AMERICAN: readonly Security[] = [
  security('NYSE', ['F', 'FORD MTR CO DEL'], [13, 0.05, 0.33, 0.6, 52e6], { dividend: quarterly(15, 2, 12) }),
  security('NYSE', ['BAC', 'BANK OF AMERICA CORP'], [48, 0.1, 0.26, 0.7, 38e6], {
    dividend: quarterly(28, 3, 5, 21),
  }),
  security('NYSE', ['SOFI', 'SOFI TECHNOLOGIES INC'], [21, 0.22, 0.55, 0.6, 44e6]),
  security('NYSE', ['AMD', 'ADVANCED MICRO DEVICES INC'], [164, 0.14, 0.46, 0.65, 41e6]),
  security('NYSE', ['PFE', 'PFIZER INC'], [26, -0.04, 0.24, 0.4, 39e6], {
    dividend: quarterly(43, 1, 24, 40),
  }),
  security('NYSE', ['INTC', 'INTEL CORP'], [31, -0.02, 0.4, 0.6, 61e6]),
  security('NYSE', ['KO', 'COCA COLA CO'], [70, 0.06, 0.18, 0.5, 15e6], { dividend: quarterly(51, 3, 13) }),
  security('NYSE', ['PLTR', 'PALANTIR TECHNOLOGIES INC'], [96, 0.3, 0.5, 0.55, 67e6]),
  security('NYSE', ['AAPL', 'APPLE INC'], [236, 0.12, 0.25, 0.75, 51e6], {
    dividend: quarterly(26, 2, 9, 4),
  }),
  security('NYSE', ['NVDA', 'NVIDIA CORP'], [138, 0.25, 0.4, 0.7, 240e6], {
    split: { week: -108, ratio: 10 },
  }),
  security('NYSE', ['TSM', 'TAIWAN SEMICONDUCTOR MFG CO LTD'], [208, 0.2, 0.34, 0.65, 13e6], {
    dividend: quarterly(62, 3, 17, 23, 21),
  }),
  security('NYSE', ['DIS', 'DISNEY WALT CO'], [111, 0.04, 0.27, 0.6, 9e6]),
  security('NYSE', ['T', 'AT&T INC'], [27, 0.1, 0.22, 0.4, 36e6], { dividend: quarterly(27.75, 1, 10, 22) }),
  security('NYSE', ['SLV', 'ISHARES SILVER TR'], [38, 0.16, 0.3, 0.25, 21e6], FUND),
  security('NYSE', ['SCHD', 'SCHWAB US DIVIDEND EQUITY ETF'], [27, 0.04, 0.15, 0.75, 14e6], {
    ...FUND,
    dividend: quarterly(26, 3, 24, 5),
  }),
  security('NYSE', ['SPX', 'S&P 500 INDEX'], [6120, 0.1, 0.15, 1, 2400e6], { kind: 'INDEX' }),
];

/** The nine signs each is registered under. */
export const CUSIPS: Readonly<Record<string, string>> = {
  F: '345370860',
  BAC: '060505104',
  SOFI: '83406F102',
  AMD: '007903107',
  PFE: '717081103',
  INTC: '458140100',
  KO: '191216100',
  PLTR: '69608A108',
  AAPL: '037833100',
  NVDA: '67066G104',
  TSM: '874039100',
  DIS: '254687106',
  T: '00206R102',
  SLV: '46428Q109',
  SCHD: '808524797',
};
