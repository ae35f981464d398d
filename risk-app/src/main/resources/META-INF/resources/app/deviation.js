// Aleatoric beside epistemic standard deviation. The latter is much the smaller for returns: a log axis shows both.

import { Chart, rows, textStyle, tooltip } from './chart.js';
import { line, timeAxis, valueAxis } from './timeaxis.js';
import { barMillis, bars as inBars, fixed, percent, time } from './format.js';

const sd = variance => variance > 0 ? Math.sqrt(variance) : null;

export function deviationChart(view) {
  return new Chart('deviation-chart', colours => option(view, colours), 'waiting for the first forecast');
}

function option(view, colours) {
  const { series, instrument } = view;
  if (!series || series.forecasts.list.length === 0) return null;
  const now = Date.parse(series.forecasts.last.origin);
  const span = { from: now - view.shown * barMillis(instrument.bars), until: now };
  const list = series.forecasts.list.filter(forecast => Date.parse(forecast.origin) >= span.from);
  const points = of => list.map(forecast => [Date.parse(forecast.origin), sd(of(forecast))]);
  const last = list.at(-1);
  return {
    summary: `Standard deviation ${inBars(view.horizon)} ahead: aleatoric ${percent(sd(last.aleatoricVariance))} %, epistemic ${percent(sd(last.epistemicVariance) ?? 0, 4)} %.`,
    textStyle: textStyle(colours),
    useUTC: true,
    grid: { left: 12, right: 52, top: 10, bottom: 24 },
    xAxis: timeAxis(colours, span),
    yAxis: valueAxis(colours, { type: 'log', logBase: 2, splitNumber: 5, axisLabel: { ...textStyle(colours), formatter: value => `${Number(value.toPrecision(2))} %` } }),
    tooltip: tooltip(colours, found => told(found, series)),
    series: [
      line('aleatoric', points(forecast => forecast.aleatoricVariance), colours.blue),
      line('epistemic', points(forecast => forecast.epistemicVariance), colours.orange, { lineStyle: { type: [5, 3] } }),
    ],
  };
}

function told(found, series) {
  const forecast = series.forecasts.at(found[0].axisValue);
  if (!forecast) return '';
  const total = forecast.aleatoricVariance + forecast.epistemicVariance;
  return rows(`${time(forecast.origin)} UTC`, [
    ['Aleatoric sd', `${percent(sd(forecast.aleatoricVariance), 4)} %`],
    ['Epistemic sd', `${percent(sd(forecast.epistemicVariance) ?? 0, 4)} %`],
    ['Epistemic share of variance', `${fixed(100 * forecast.epistemicVariance / total, 2)} %`],
  ]);
}

export function deviationTable(view) {
  return {
    title: `Standard deviation in percent, ${inBars(view.horizon)} ahead`,
    head: ['Origin, UTC', 'Aleatoric', 'Epistemic', 'Total'],
    rows: view.series.forecasts.list.slice(-view.shown).reverse().map(forecast => [
      time(forecast.origin),
      percent(sd(forecast.aleatoricVariance), 4),
      percent(sd(forecast.epistemicVariance) ?? 0, 4),
      percent(sd(forecast.aleatoricVariance + forecast.epistemicVariance), 4),
    ]),
  };
}
