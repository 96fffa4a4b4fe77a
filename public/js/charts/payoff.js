// What a campaign comes to at each price of the underlying, with the price now and where it breaks even.
import { faded, moneyIn, options, shortMoneyIn } from './base.js';

export function payoff({ ticker, currency, points, breakEvens, strikes, now }, colours) {
  const money = moneyIn(currency);
  const short = shortMoneyIn(currency);
  return {
    type: 'line',
    data: {
      datasets: [
        {
          data: points,
          borderColor: colours.first,
          borderWidth: 2,
          pointRadius: 0,
          pointHoverRadius: 4,
          pointBackgroundColor: colours.first,
          fill: {
            target: 'origin',
            above: faded(colours.gain, 0.16),
            below: faded(colours.loss, 0.14),
          },
        },
      ],
    },
    options: options(colours, {
      x: {
        type: 'linear',
        min: points[0].x,
        max: points.at(-1).x,
        ticks: { callback: (price) => String(price) },
      },
      y: {
        grace: '8%',
        ticks: { callback: short, maxTicksLimit: 6 },
        grid: { color: ({ tick }) => (tick?.value === 0 ? colours.strong : colours.line), drawTicks: false },
      },
      marks: [
        ...(now === null
          ? []
          : [
              { x: now.x, colour: colours.quiet, line: 'down', text: `${ticker} ${now.x.toFixed(2)} now` },
              { ...now, colour: colours.quiet, dot: true },
            ]),
        ...breakEvens.map((x) => ({
          x,
          y: 0,
          colour: colours.text,
          dot: true,
          text: x.toFixed(2),
          above: 10,
        })),
        ...strikes.map((x) => ({ x, y: 0, colour: colours.faint, text: `${x}`, above: -16 })),
      ],
      tooltip: {
        callbacks: {
          title: ([{ raw }]) => `${ticker} at ${raw.x.toFixed(2)}`,
          label: ({ raw }) => `P&L ${money(raw.y)}`,
        },
      },
    }),
  };
}
