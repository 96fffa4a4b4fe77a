import { type Security, security } from './securities.ts';

/** A security with what only India's exchanges say of it. */
export interface IndianSecurity extends Security {
  readonly isin: string;
  /** The exchange's own number; with the exchange's segment it makes the token. */
  readonly number: number;
  /** The same share at Bombay's exchange, where it is listed there. */
  readonly bombay: number | null;
  readonly sector: string;
}

type Names = readonly [symbol: string, name: string, isin: string, number: number, bombay: number | null];
type Figures = readonly [price: number, drift: number, volatility: number];

function share(
  sector: string,
  [symbol, name, isin, number, bombay]: Names,
  [price, drift, volatility]: Figures,
  more: Partial<Security> = {},
): IndianSecurity {
  const volume = Math.round(4e9 / price);
  return {
    ...security('NSE', [symbol, name], [price, drift, volatility, 0.55, volume], more),
    ...{ isin, number, bombay, sector },
  };
}

export const INDIAN: readonly IndianSecurity[] = [
  share('Energy', ['RELIANCE', 'RELIANCE INDUSTRIES', 'INE002A01018', 2885, 500325], [1420, 0.09, 0.24]),
  share('Energy', ['ONGC', 'OIL AND NATURAL GAS CORP.', 'INE213A01029', 2475, 500312], [248, 0.05, 0.28]),
  share('Energy', ['COALINDIA', 'COAL INDIA', 'INE522F01014', 20374, 533278], [392, 0.08, 0.26]),
  share(
    'Information technology',
    ['TCS', 'TATA CONSULTANCY SERV LT', 'INE467B01029', 11536, 532540],
    [3120, 0.02, 0.22],
  ),
  share('Information technology', ['INFY', 'INFOSYS', 'INE009A01021', 1594, 500209], [1510, 0.04, 0.24]),
  share('Information technology', ['WIPRO', 'WIPRO', 'INE075A01022', 3787, 507685], [247, 0.03, 0.26]),
  share('Financial services', ['HDFCBANK', 'HDFC BANK', 'INE040A01034', 1333, 500180], [985, 0.1, 0.19]),
  share('Financial services', ['ICICIBANK', 'ICICI BANK', 'INE090A01021', 4963, 532174], [1375, 0.12, 0.2]),
  share(
    'Financial services',
    ['SBIN', 'STATE BANK OF INDIA', 'INE062A01020', 3045, 500112],
    [872, 0.11, 0.25],
  ),
  share(
    'Consumer goods',
    ['HINDUNILVR', 'HINDUSTAN UNILEVER', 'INE030A01027', 1394, 500696],
    [2460, 0.01, 0.19],
  ),
  share('Consumer goods', ['ITC', 'ITC', 'INE154A01025', 1660, 500875], [408, 0.03, 0.18]),
  share('Consumer goods', ['ASIANPAINT', 'ASIAN PAINTS', 'INE021A01026', 236, 500820], [2510, -0.02, 0.23]),
  share('Consumer goods', ['TITAN', 'TITAN COMPANY', 'INE280A01028', 3506, 500114], [3720, 0.07, 0.25]),
  share(
    'Healthcare',
    ['SUNPHARMA', 'SUN PHARMACEUTICAL IND L', 'INE044A01036', 3351, 524715],
    [1690, 0.1, 0.22],
  ),
  share('Healthcare', ['CIPLA', 'CIPLA', 'INE059A01026', 694, 500087], [1530, 0.08, 0.22]),
  share('Automobiles', ['MARUTI', 'MARUTI SUZUKI INDIA', 'INE585B01010', 10999, 532500], [15600, 0.11, 0.23]),
  share('Automobiles', ['M&M', 'MAHINDRA & MAHINDRA', 'INE101A01026', 2031, 500520], [3480, 0.18, 0.27]),
  share('Metals', ['TATASTEEL', 'TATA STEEL', 'INE081A01020', 3499, 500470], [172, 0.09, 0.32]),
  share('Metals', ['HINDALCO', 'HINDALCO INDUSTRIES', 'INE038A01020', 1363, 500440], [795, 0.13, 0.31]),
  share('Power', ['NTPC', 'NTPC', 'INE733E01010', 11630, 532555], [332, 0.09, 0.24]),
  share('Power', ['POWERGRID', 'POWER GRID CORP. LTD.', 'INE752E01010', 14977, 532898], [276, 0.07, 0.22]),
  share(
    'Telecommunication',
    ['BHARTIARTL', 'BHARTI AIRTEL', 'INE397D01024', 10604, 532454],
    [2080, 0.17, 0.22],
  ),
  share('Construction', ['LT', 'LARSEN & TOUBRO LTD.', 'INE018A01030', 11483, 500510], [3960, 0.12, 0.23]),
  share('Power', ['RELINFRA-BE', 'RELIANCE INFRASTRUCTURE', 'INE036A01016', 553, 500390], [232, -0.06, 0.5]),
  share(
    'Gold',
    ['SGBJUN31I-GB', '2.50% GOLDBONDS 2031 SR-I', 'IN0020230069', 16723, null],
    [9850, 0.16, 0.13],
    {
      kind: 'BOND',
      tick: 1,
    },
  ),
  share('Funds', ['NIFTYBEES', 'NIP IND ETF NIFTY BEES', 'INF204KB14I2', 10576, 590103], [285, 0.1, 0.13], {
    kind: 'FUND',
    tick: 1,
  }),
  share('Index', ['NIFTY 50', 'NIFTY 50', '', 1001, null], [25150, 0.1, 0.13], { kind: 'INDEX' }),
];
