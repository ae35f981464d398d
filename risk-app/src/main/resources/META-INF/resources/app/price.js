// Price, what was forecast for each moment, and the fan of what is forecast now.

import { Chart, rows, tooltip, textStyle } from './chart.js';
import { band, line, timeAxis, valueAxis } from './timeaxis.js';
import { breached, BREACH_LEVELS } from './breach.js';
import { barMillis, bars as inBars, decimalsOf, fixed, level, percent, time } from './format.js';

const priceAt = (forecast, probability) => forecast.quantiles.find(q => q.probability === probability).price;

/** Rows [time, low, high] of a central band: past forecasts at the moments they spoke of, then the fan from now. */
function bandPoints(past, fan, low, high) {
  return [...past, ...fan].map(({ target, forecast }) => [target, priceAt(forecast, low), priceAt(forecast, high)]);
}

/** Forecasts of the chosen horizon whose moment has come. */
function past(series, length, now) {
  return series.forecasts.list
    .map(forecast => ({ target: Date.parse(forecast.origin) + forecast.horizon * length, forecast }))
    .filter(({ target }) => target <= now);
}

/** The newest forecast of each horizon, from the close outwards. */
function fan(series, length, now) {
  const newest = [...series.latest.values()].filter(forecast => Date.parse(forecast.origin) === now)
    .sort((a, b) => a.horizon - b.horizon);
  return newest.map(forecast => ({ target: now + forecast.horizon * length, forecast }));
}

function fanPoints(fan, close, now, low, high) {
  return fan.length ? [[now, close, close], ...bandPoints([], fan, low, high)] : [];
}

function breachSeries(points, colours, decimals) {
  return BREACH_LEVELS.map(({ level: at, size, fill }) => ({
    name: `over VaR ${level(at)}`,
    type: 'scatter',
    symbol: 'triangle',
    symbolRotate: 180,
    symbolSize: size,
    symbolOffset: [0, -11],
    itemStyle: { color: fill ? colours.vermillion : colours.panel, borderColor: colours.vermillion, borderWidth: 1.5 },
    data: points.filter(point => point.worst === at).map(point => [point.target, point.price]),
    z: 8,
  }));
}

export function priceChart(view) {
  return new Chart('price-chart', colours => option(view, colours), 'waiting for the first bar');
}

function option(view, colours) {
  const { series, instrument } = view;
  if (!series || series.bars.list.length === 0) return null;
  const length = barMillis(instrument.bars);
  const decimals = decimalsOf(instrument.tickSize);
  const last = series.bars.last;
  const now = Date.parse(last.end);
  const ahead = fan(series, length, now);
  const reach = Math.max(...instrument.horizons) * length;
  const span = { from: now - view.shown * length, until: now + reach * 1.15 };
  const inside = point => point.target > span.from;
  const before = past(series, length, now).filter(inside);
  const closes = series.bars.list.filter(bar => Date.parse(bar.end) >= span.from).map(bar => [Date.parse(bar.end), bar.close]);
  const points = realised(series, length).filter(inside);
  return {
    summary: summary(view, last, ahead, decimals),
    textStyle: textStyle(colours),
    grid: { left: 12, right: 66, top: 20, bottom: 24 },
    xAxis: timeAxis(colours, span),
    yAxis: valueAxis(colours, { splitNumber: 6, axisLabel: { ...textStyle(colours), formatter: value => fixed(value, Math.min(decimals, 2)) } }),
    useUTC: true,
    tooltip: tooltip(colours, found => told(found, series, length, decimals)),
    series: [
      band('98', bandPoints(before, [], 0.01, 0.99), colours.band(0.10), 1),
      band('90', bandPoints(before, [], 0.05, 0.95), colours.band(0.13), 2),
      band('50', bandPoints(before, [], 0.25, 0.75), colours.band(0.20), 3),
      band('98 ahead', fanPoints(ahead, last.close, now, 0.01, 0.99), colours.band(0.16), 1),
      band('90 ahead', fanPoints(ahead, last.close, now, 0.05, 0.95), colours.band(0.22), 2),
      band('50 ahead', fanPoints(ahead, last.close, now, 0.25, 0.75), colours.band(0.34), 3),
      line('median ahead', ahead.length ? [[now, last.close], ...ahead.map(({ target, forecast }) => [target, priceAt(forecast, 0.5)])] : [],
        colours.blue, { lineStyle: { type: 'dashed', width: 1.4 } }),
      { ...line('close', closes, colours.ink, { lineStyle: { width: 1.4 } }), markLine: nowLine(colours, now) },
      {
        name: 'realised', type: 'scatter', symbol: 'circle', symbolSize: view.shown > 240 ? 3 : 5, z: 6,
        itemStyle: { color: colours.panel, borderColor: colours.ink, borderWidth: 1.2 },
        data: view.shown > 480 ? [] : points.filter(point => point.worst === null).map(point => [point.target, point.price]),
      },
      ...breachSeries(points, colours, decimals),
    ],
  };
}

const nowLine = (colours, now) => ({
  silent: true, symbol: 'none', animation: false,
  lineStyle: { color: colours.strong, type: 'dashed', width: 1 },
  label: { show: true, formatter: 'now', position: 'end', distance: 4, ...textStyle(colours) },
  data: [{ xAxis: now }],
});

/** What became of each forecast of the chosen horizon, at the moment it spoke of. */
function realised(series, length) {
  return series.scores.list.flatMap(score => {
    const target = Date.parse(score.origin) + score.horizon * length;
    const bar = series.bars.at(target);
    return bar ? [{ target, price: bar.close, worst: breached(score) }] : [];
  });
}

function told(found, series, length, decimals) {
  const at = found[0].axisValue;
  const bar = series.bars.at(at);
  const forecast = series.forecasts.at(at - series.horizon * length)
    ?? [...series.latest.values()].find(row => Date.parse(row.origin) + row.horizon * length === at);
  const score = series.scores.at(at - series.horizon * length);
  const lines = [];
  if (bar) lines.push(['Close', fixed(bar.close, decimals)]);
  if (forecast) {
    lines.push([`Forecast ${inBars(forecast.horizon)} before`, fixed(priceAt(forecast, 0.5), decimals)]);
    lines.push(['90 % between', `${fixed(priceAt(forecast, 0.05), decimals)} and ${fixed(priceAt(forecast, 0.95), decimals)}`]);
  }
  if (score) {
    lines.push(['Return', `${percent(score.realised)} %`]);
    const worst = breached(score);
    if (worst) lines.push(['Loss over', `VaR ${level(worst)}`]);
  }
  return lines.length ? rows(`${time(at)} UTC`, lines) : '';
}

function summary(view, last, ahead, decimals) {
  const furthest = ahead.at(-1)?.forecast;
  const forecast = furthest
    ? ` In ${inBars(furthest.horizon)} it lies between ${fixed(priceAt(furthest, 0.05), decimals)} and ${fixed(priceAt(furthest, 0.95), decimals)} with 90 %.`
    : '';
  return `${view.instrument.name} closed at ${fixed(last.close, decimals)} at ${time(last.end)} UTC.${forecast}`;
}

export function priceTable(view) {
  const length = barMillis(view.instrument.bars);
  const decimals = decimalsOf(view.instrument.tickSize);
  return {
    title: `Price and forecast of ${view.instrument.name}, ${inBars(view.horizon)} ahead`,
    head: ['Bar end, UTC', 'Close', '1 %', '5 %', '25 %', '50 %', '75 %', '95 %', '99 %', 'Loss over VaR'],
    rows: view.series.bars.list.slice(-view.shown).reverse().map(bar => {
      const origin = Date.parse(bar.end) - view.horizon * length;
      const quantiles = view.series.forecasts.at(origin)?.quantiles ?? Array(7).fill(null);
      const score = view.series.scores.at(origin);
      const worst = score ? breached(score) : null;
      return [time(bar.end), fixed(bar.close, decimals), ...quantiles.map(q => fixed(q?.price, decimals)),
        worst ? level(worst) : score ? 'no' : '–'];
    }),
  };
}
