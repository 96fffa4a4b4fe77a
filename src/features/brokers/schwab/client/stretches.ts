import type { Stretch } from '../../port.ts';

const SECOND = 1000;
const DAY = 86_400_000;
// A year is the limit, but 366 days were refused.
const WINDOW = 364 * DAY;
const OVERLAP = DAY;

// The three that fill an account are asked for alone; the rest of the fifteen share a question.
const TYPES = [
  'TRADE',
  'RECEIVE_AND_DELIVER',
  'DIVIDEND_OR_INTEREST',
  [
    ...['ACH_RECEIPT', 'ACH_DISBURSEMENT', 'CASH_RECEIPT', 'CASH_DISBURSEMENT', 'ELECTRONIC_FUND'],
    ...['WIRE_OUT', 'WIRE_IN', 'JOURNAL', 'MEMORANDUM', 'MARGIN_CALL', 'MONEY_MARKET', 'SMA_ADJUSTMENT'],
  ].join(','),
];

/** Newest first. Each window reaches a day into the newer one: nothing falls between two. */
export function stretchesOf(from: number, to: number): readonly Stretch[] {
  return windowsOf(from, to).flatMap((window) => TYPES.map((type) => ({ ...window, type })));
}

/** What to ask instead of a question whose answer was cut off, newest first; nothing where it is the narrowest. */
export function narrower({ from, to, type }: Stretch): readonly Stretch[] {
  if (to - from > DAY) return halvesOf({ from, to, type });
  const types = type.split(',');
  if (types.length > 1) return types.map((one) => ({ from, to, type: one }));
  return to - from > SECOND ? halvesOf({ from, to, type }) : [];
}

function windowsOf(from: number, to: number): readonly { from: number; to: number }[] {
  if (from >= to) return [];
  const start = Math.max(from, to - WINDOW);
  const newest = { from: start, to };
  return start === from ? [newest] : [newest, ...windowsOf(from, start + OVERLAP)];
}

// Both ends belong to a stretch: the middle is asked for twice, and missed by neither.
function halvesOf({ from, to, type }: Stretch): readonly Stretch[] {
  const middle = Math.floor((from + to) / 2);
  return [
    { from: middle, to, type },
    { from, to: middle, type },
  ];
}
