export interface Purchase {
  readonly symbol: string;
  /** From the anchor. */
  readonly week: number;
  /** Negative: sold. */
  readonly count: number;
  /** Came from another broker: what they cost is not known here. */
  readonly isTransfer?: true;
}

function buy(
  symbol: string,
  ...orders: readonly (readonly [week: number, count: number])[]
): readonly Purchase[] {
  return orders.map(([week, count]) => ({ symbol, week, count }));
}

export const BOUGHT: readonly Purchase[] = [
  ...buy('RELIANCE', [-171, 40], [-96, 20]),
  ...buy('ONGC', [-150, 300]),
  ...buy('COALINDIA', [-88, 180], [-31, -60]),
  ...buy('TCS', [-166, 15], [-120, 10], [-44, -5]),
  ...buy('INFY', [-140, 60]),
  ...buy('WIPRO', [-134, 250]),
  ...buy('HDFCBANK', [-168, 90], [-75, 60]),
  ...buy('ICICIBANK', [-160, 70]),
  ...buy('SBIN', [-112, 110]),
  ...buy('HINDUNILVR', [-90, 24]),
  ...buy('ASIANPAINT', [-101, 22]),
  ...buy('TITAN', [-124, 18]),
  ...buy('SUNPHARMA', [-110, 45]),
  ...buy('CIPLA', [-66, 40]),
  ...buy('MARUTI', [-155, 5]),
  ...buy('M&M', [-147, 30]),
  ...buy('TATASTEEL', [-130, 500], [-52, 200]),
  ...buy('HINDALCO', [-84, 90]),
  ...buy('NTPC', [-128, 300]),
  ...buy('POWERGRID', [-79, 220]),
  ...buy('BHARTIARTL', [-136, 35]),
  ...buy('LT', [-118, 16]),
  ...buy('RELINFRA-BE', [-38, 120]),
  ...buy('SGBJUN31I-GB', [-164, 20]),
  // Bought and sold again: no longer held.
  ...buy('ITC', [-170, 200], [-109, -200]),
  { symbol: 'ITC', week: -58, count: 150, isTransfer: true },
];
