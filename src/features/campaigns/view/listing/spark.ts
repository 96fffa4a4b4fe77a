import { formatMoney } from '../../../../lib/format.ts';
import type { Currency } from '../../../../model/money.ts';

const [LOW, HIGH] = [26, 2];

/** The running credit as a line in a box of 100 by 28; false where nothing was ever received or paid. */
export function sparkOf(credits: readonly number[], currency: Currency) {
  const [least, most] = [Math.min(...credits), Math.max(...credits)];
  const last = credits.at(-1) ?? 0;
  if (most === least) return false;
  const x = (index: number) => rounded((index * 100) / (credits.length - 1));
  const y = (creditE4: number) => rounded(LOW + ((HIGH - LOW) * (creditE4 - least)) / (most - least));
  return {
    points: credits.map((creditE4, index) => `${x(index)},${y(creditE4)}`).join(' '),
    end: { x: 100, y: y(last) },
    label: `Running credit, now ${formatMoney({ amountE4: last, currency }, { plus: true })}`,
    tone: last < 0 ? 'loss' : '',
  };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
