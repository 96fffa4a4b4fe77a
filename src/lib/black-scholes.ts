/**
 * What an option is worth by the formula of Black and Scholes, for one share and with no dividend. An estimate, so
 * plain floating numbers: never the amount of a booking. Example: a call 105 on a share at 100, half a year, 20 %
 * volatility, 5 % interest: 4.58.
 */
export interface OptionTerms {
  readonly type: 'PUT' | 'CALL';
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  /** 0.2 is 20 % a year. */
  readonly volatility: number;
  readonly rate: number;
}

export function optionValue(terms: OptionTerms): number {
  const { type, spot, strike, years, rate } = terms;
  const sign = type === 'CALL' ? 1 : -1;
  if (isOver(terms)) return Math.max(0, sign * (spot - strike));
  const [d1, d2] = distances(terms);
  const owed = strike * Math.exp(-rate * years);
  return Math.max(0, sign * (spot * normal(sign * d1) - owed * normal(sign * d2)));
}

/** How many dollars it moves when the share moves one: 0 to 1 for a call, -1 to 0 for a put. */
export function optionDelta(terms: OptionTerms): number {
  const { type, spot, strike } = terms;
  const sign = type === 'CALL' ? 1 : -1;
  if (isOver(terms)) return sign * (spot - strike) > 0 ? sign : 0;
  return sign * normal(sign * distances(terms)[0]);
}

/** Per day, as traders read it. */
export function optionTheta(terms: OptionTerms): number {
  const { type, spot, strike, years, volatility, rate } = terms;
  if (isOver(terms)) return 0;
  const sign = type === 'CALL' ? 1 : -1;
  const [d1, d2] = distances(terms);
  const decay = (-spot * density(d1) * volatility) / (2 * Math.sqrt(years));
  return (decay - sign * rate * strike * Math.exp(-rate * years) * normal(sign * d2)) / 365;
}

export function optionGamma(terms: OptionTerms): number {
  const { spot, years, volatility } = terms;
  if (isOver(terms)) return 0;
  return density(distances(terms)[0]) / (spot * volatility * Math.sqrt(years));
}

/** For one point of volatility. */
export function optionVega(terms: OptionTerms): number {
  const { spot, years } = terms;
  return isOver(terms) ? 0 : (spot * density(distances(terms)[0]) * Math.sqrt(years)) / 100;
}

function isOver({ years, volatility }: OptionTerms): boolean {
  return years <= 0 || volatility <= 0;
}

function distances({ spot, strike, years, volatility, rate }: OptionTerms): readonly [number, number] {
  const spread = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / spread;
  return [d1, d1 - spread];
}

function density(x: number): number {
  return Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

// Hastings's approximation (Abramowitz and Stegun 26.2.17): wrong by less than 8e-8.
const WEIGHTS = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];

function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = density(x) * WEIGHTS.reduceRight((sum, weight) => (sum + weight) * t, 0);
  return x >= 0 ? 1 - tail : tail;
}
