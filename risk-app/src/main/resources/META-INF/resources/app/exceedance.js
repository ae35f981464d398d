// Realised losses against value at risk 99 %, with the posterior interval of the figure itself.

import { Chart, rows, textStyle, tooltip } from './chart.js';
import { band, line, timeAxis, valueAxis } from './timeaxis.js';
import { breached } from './breach.js';
import { barMillis, bars as inBars, level, percent, time } from './format.js';

const LEVEL = 0.99;
const varOf = forecast => forecast.risk.find(risk => risk.level === LEVEL).valueAtRisk;

export function exceedanceChart(view) {
  return new Chart('exceedance-chart', colours => option(view, colours), 'waiting for the first forecast');
}

function option(view, colours) {
  const { series, instrument } = view;
  if (!series || series.forecasts.list.length === 0) return null;
  const now = Date.parse(series.forecasts.last.origin);
  const span = { from: now - view.shown * barMillis(instrument.bars), until: now };
  const list = series.forecasts.list.filter(forecast => Date.parse(forecast.origin) >= span.from);
  const scores = series.scores.list.filter(score => Date.parse(score.origin) >= span.from);
  const last = varOf(list.at(-1));
  const loss = score => [Date.parse(score.origin), -score.realised];
  return {
    summary: `Value at risk 99 % over ${inBars(view.horizon)} is ${percent(last.value)} %, with 90 % between ${percent(last.low)} and ${percent(last.high)}. `
      + `${scores.filter(score => breached(score) === LEVEL).length} of ${scores.length} losses shown exceeded theirs.`,
    textStyle: textStyle(colours),
    useUTC: true,
    grid: { left: 12, right: 52, top: 10, bottom: 24 },
    xAxis: timeAxis(colours, span),
    yAxis: valueAxis(colours, { axisLabel: { ...textStyle(colours), formatter: value => `${Number(value.toFixed(3))} %`.replace('-', '−') } }),
    tooltip: tooltip(colours, found => told(found, series)),
    series: [
      band('interval', list.map(forecast => [Date.parse(forecast.origin), varOf(forecast).low, varOf(forecast).high]), colours.band(0.28), 2),
      line('VaR', list.map(forecast => [Date.parse(forecast.origin), varOf(forecast).value]), colours.blue),
      {
        name: 'loss', type: 'scatter', symbol: 'circle', symbolSize: 3, z: 4, itemStyle: { color: colours.soft, opacity: 0.75 },
        data: scores.filter(score => breached(score) !== LEVEL).map(loss),
      },
      {
        name: 'breach', type: 'scatter', symbol: 'triangle', symbolSize: 11, z: 6, itemStyle: { color: colours.vermillion },
        data: scores.filter(score => breached(score) === LEVEL).map(loss),
      },
    ],
  };
}

function told(found, series) {
  const at = found[0].axisValue;
  const forecast = series.forecasts.at(at);
  const score = series.scores.at(at);
  const lines = [];
  if (forecast) {
    const risk = varOf(forecast);
    lines.push(['VaR 99 %', `${percent(risk.value)} %`], ['90 % between', `${percent(risk.low)} and ${percent(risk.high)} %`]);
  }
  if (score) lines.push(['Loss', `${percent(-score.realised)} %`]);
  if (score && breached(score)) lines.push(['Over', `VaR ${level(breached(score))}`]);
  return lines.length ? rows(`${time(at)} UTC`, lines) : '';
}

export function exceedanceTable(view) {
  return {
    title: `Losses against value at risk in percent, ${inBars(view.horizon)} ahead`,
    head: ['Origin, UTC', 'VaR 99 %', 'low', 'high', 'Loss', 'Over VaR'],
    rows: view.series.forecasts.list.slice(-view.shown).reverse().map(forecast => {
      const risk = varOf(forecast);
      const score = view.series.scores.at(Date.parse(forecast.origin));
      const worst = score ? breached(score) : null;
      return [time(forecast.origin), percent(risk.value), percent(risk.low), percent(risk.high),
        score ? percent(-score.realised) : '–', worst ? level(worst) : score ? 'no' : '–'];
    }),
  };
}
