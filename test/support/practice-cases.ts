export interface Expected {
  readonly strategies: string;
  readonly rolls?: number;
  readonly suggestions?: string;
  readonly problems?: string;
  /** 'CLOSED' unless said. */
  readonly status?: string;
}

/** What the practice market's stories are there for: case of the engine's specification, story, what the engine makes of it. */
export const CASES: readonly (readonly [string, string, Expected])[] = [
  ['3', 'a roll in one order', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['4', 'a roll in two orders, seven minutes apart', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['5', 'a roll that opens first', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['6', 'a roll later the same day', { strategies: 'NAKED_PUT NAKED_PUT', suggestions: 'ROLL' }],
  ['7', 'a roll the next day', { strategies: 'NAKED_PUT NAKED_PUT', suggestions: 'ROLL' }],
  ['8, 78', 'a re-entry six minutes later', { strategies: 'NAKED_PUT', rolls: 0 }],
  ['10', 'a partial roll, 3 of 5', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['11, 67', 'a roll and an add', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['12', 'a roll into two expiries', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['15 (A > B > C)', 'two rolls in one window', { strategies: 'NAKED_PUT', rolls: 2 }],
  ['75', 'an order filled on two days', { strategies: 'NAKED_PUT' }],
  ['68', 'a roll down that closes one', { strategies: 'NAKED_PUT', rolls: 1 }],
  ['17, 22, 24, 50', 'a full wheel', { strategies: 'WHEEL' }],
  ['19, 25', 'part assigned, part called away', { strategies: 'WHEEL' }],
  ['20', 'two strikes assigned on one day', { strategies: 'CUSTOM' }],
  [
    '21',
    'an assignment of which one half is late',
    {
      strategies: 'NAKED_PUT',
      status: 'OPEN',
      problems: 'INCOMPLETE_ASSIGNMENT',
    },
  ],
  ['26', 'a put spread that expires worthless', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['28', 'a long call that is exercised', { strategies: 'LONG_CALL' }],
  ['29, 26', 'an index condor that expires worthless', { strategies: 'IRON_CONDOR' }],
  ['29, 30', 'an index spread settled in cash', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['29 (two rows)', 'an index call whose cash comes in a row of its own', { strategies: 'LONG_CALL' }],
  ['30, 37', 'an index spread bought and sold on its last day', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['31', 'a put spread whose short leg is assigned early', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['32', 'a strangle, one side rolled', { strategies: 'STRANGLE', rolls: 1 }],
  ['33', 'an iron condor closed as two spreads', { strategies: 'IRON_CONDOR' }],
  ['34', 'a spread turned naked', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['36 (one order)', "a poor man's covered call in one order", { strategies: 'PMCC' }],
  ['37', 'a day trade', { strategies: 'LONG_CALL' }],
  ['47', 'own shares that split ten for one', { strategies: 'COVERED_CALL' }],
  ['50, 76', 'a wheel whose dividend is taxed abroad', { strategies: 'WHEEL' }],
  ['52, 77', 'dividends that buy shares, and a call on them', { strategies: 'COVERED_CALL', status: 'OPEN' }],
  ['54 (open)', 'a naked call', { strategies: 'NAKED_CALL', status: 'OPEN', problems: 'NAKED_CALL' }],
  [
    '56',
    'a transfer in, of unknown cost',
    { strategies: 'COVERED_CALL', status: 'OPEN', problems: 'UNKNOWN_BASIS' },
  ],
  ['59', 'a wheel on a fund', { strategies: 'WHEEL' }],
  ['63', 'a buy-write, called away', { strategies: 'COVERED_CALL' }],
  ['64', 'assigned, and sold at once', { strategies: 'WHEEL' }],
  ['69', 'a put spread of which both legs are settled', { strategies: 'PUT_CREDIT_SPREAD' }],
  ['70', 'a strangle whose put is assigned', { strategies: 'STRANGLE' }],
  ['-', 'a straddle', { strategies: 'STRADDLE' }],
  ['-', 'a call spread that is bought', { strategies: 'CALL_DEBIT_SPREAD' }],
  ['-', 'a put spread that is bought', { strategies: 'PUT_DEBIT_SPREAD' }],
  ['-', 'a call spread that is sold', { strategies: 'CALL_CREDIT_SPREAD' }],
  ['-', 'a calendar', { strategies: 'CALENDAR' }],
  ['-', 'a diagonal', { strategies: 'DIAGONAL' }],
  ['-', 'a collar', { strategies: 'COLLAR' }],
  ['-', 'a long put', { strategies: 'LONG_PUT' }],
  ['-', 'a jade lizard', { strategies: 'CUSTOM', status: 'OPEN' }],
  ['-', 'an iron condor, open', { strategies: 'IRON_CONDOR', status: 'OPEN' }],
  ['-', 'a spread written in one row', { strategies: 'PUT_CREDIT_SPREAD' }],
];
