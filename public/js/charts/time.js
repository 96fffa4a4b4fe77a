// Break-even, link by link, against what the underlying closed at.
import { dayAt, daysBetween, moneyIn, options } from './base.js';

export function time({ ticker, currency, lower, upper, tax, closes, end }, colours) {
  const money = moneyIn(currency);
  const years = new Set([lower[0].x, Date.parse(end)].map((at) => new Date(at).getUTCFullYear())).size > 1;
  const line = (label, data, colour, more = {}) => ({
    ...{ label, data, borderColor: colour, borderWidth: 2, pointRadius: 0, pointHoverRadius: 4 },
    ...{ pointBackgroundColor: colour, spanGaps: false },
    ...more,
  });
  const datasets = [
    line(`${ticker} closed at`, closes, colours.fifth, { borderWidth: 1.5 }),
    line('break-even', lower, colours.second, { stepped: 'before' }),
    ...(upper.length > 0 ? [line('upper break-even', upper, colours.second, { stepped: 'before' })] : []),
    ...(tax.some(({ y }) => y !== null)
      ? [line('basis, tax', tax, colours.fourth, { stepped: 'before', borderDash: [4, 4], borderWidth: 1.5 })]
      : []),
  ];
  return {
    type: 'line',
    data: { datasets },
    options: options(colours, {
      padding: { right: 8 },
      x: {
        type: 'linear',
        min: lower[0].x,
        max: Math.max(Date.parse(end), lower.at(-1).x),
        ticks: { callback: (at) => dayAt(at, years) },
        afterBuildTicks: (axis) => {
          axis.ticks = daysBetween(axis.min, axis.max).map((value) => ({ value }));
        },
      },
      y: { grace: '22%', ticks: { callback: (price) => String(price), maxTicksLimit: 6 } },
      marks: endLabels(datasets.toReversed()),
      tooltip: {
        callbacks: {
          title: ([{ raw }]) => dayAt(raw.x, true),
          label: ({ dataset, raw }) => `${dataset.label} ${money(raw.y)}`,
        },
      },
    }),
  };
}

/** Each line says its name where it ends: the lowest below itself, the others above. */
function endLabels(datasets) {
  const ends = datasets.map(({ data }) => data.findLast(({ y }) => y !== null));
  const lowest = Math.min(...ends.flatMap((last) => last?.y ?? []));
  return datasets.flatMap(({ label, borderColor }, i) => {
    const last = ends[i];
    if (!last) return [];
    const text = `${label} ${last.y.toFixed(2)}`;
    return [{ ...last, colour: borderColor, text, above: last.y === lowest ? -16 : 8 }];
  });
}
