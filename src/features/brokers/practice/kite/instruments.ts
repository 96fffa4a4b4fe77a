import { LISTED, type Listed } from './spelling.ts';

const HEAD =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';

/** Line by line, for the real list has a hundred thousand; `filler` adds so many that nobody holds. */
export function* instrumentLines(exchange: string | null = null, filler = 0): Generator<string> {
  yield HEAD;
  for (const listed of LISTED) if (exchange === null || listed.exchange === exchange) yield lineOf(listed);
  if (exchange === null || exchange === 'NSE') for (let i = 0; i < filler; i++) yield fillerLine(200_000 + i);
}

export function instrumentsCsv(exchange: string | null = null): string {
  return [...instrumentLines(exchange), ''].join('\n');
}

function lineOf({ of, exchange, number, token }: Listed): string {
  const segment = of.kind === 'INDEX' ? 'INDICES' : exchange;
  const tick = (of.tick / 100).toFixed(2);
  return `${token},${number},${of.symbol},${of.name},0.0,,0.0,${tick},1,EQ,${segment},${exchange}`;
}

function fillerLine(number: number): string {
  return `${number * 256 + 1},${number},FILL${number},FILLER ${number},0.0,,0.0,0.05,1,EQ,NSE,NSE`;
}
