// Bars by month, one or several on top of each other; a tap on one opens what it is the sum of.
import { faded, moneyIn, options, shortMoneyIn } from './base.js';

export function bars({ currency, ticks, titles, series }, colours) {
  const money = moneyIn(currency);
  const linkAt = ({ native }, chart) => {
    const [hit] = chart.getElementsAtEventForMode(native, 'nearest', { intersect: true }, true);
    return hit ? series[hit.datasetIndex].links[hit.index] : '';
  };
  const shared = options(colours, {
    x: { stacked: true, ticks: { callback: (_, i) => ticks[i] } },
    y: {
      stacked: true,
      grace: '6%',
      ticks: { callback: shortMoneyIn(currency), maxTicksLimit: 7 },
      grid: { color: ({ tick }) => (tick?.value === 0 ? colours.strong : colours.line), drawTicks: false },
    },
    tooltip: {
      callbacks: {
        title: ([{ dataIndex }]) => titles[dataIndex],
        label: ({ dataset, raw }) => `${dataset.label} ${money(raw)}`,
      },
    },
  });
  return {
    type: 'bar',
    data: { labels: titles, datasets: series.map((one) => dataset(one, colours)) },
    options: {
      ...shared,
      interaction: { mode: 'index', intersect: false },
      onClick: (event, _, chart) => open(linkAt(event, chart)),
      onHover: (event, _, chart) => {
        chart.canvas.style.cursor = event.native && linkAt(event, chart) ? 'pointer' : '';
      },
    },
  };
}

/** By the link in the table beside it, so that the page is swapped like after any other link. */
function open(href) {
  if (href) document.querySelector(`details a[href="${CSS.escape(href)}"]`)?.click();
}

/** What was made and lost has the colours of gain and loss; parts of a sum have their own. */
function dataset({ label, tone, values }, colours) {
  const colour =
    tone === 'result' ? values.map((value) => colours[value < 0 ? 'loss' : 'gain']) : colours[tone];
  const soft = (one) => faded(one, 0.85);
  return {
    label,
    data: values,
    backgroundColor: Array.isArray(colour) ? colour.map(soft) : soft(colour),
    hoverBackgroundColor: colour,
    borderRadius: 3,
    maxBarThickness: 28,
    categoryPercentage: 0.84,
    barPercentage: 0.92,
  };
}
