// Did forecasts keep their word: histogram of transforms with its band, reliability diagram, coverage.

import { Chart, rows, textStyle, tooltip } from './chart.js';
import { band, line, valueAxis } from './timeaxis.js';
import { bars as inBars, fixed, level, percent, share, whole } from './format.js';

const WAITING = 'waiting for the first outcome';

export function pitChart(view) {
  return new Chart('pit-chart', colours => pitOption(view.calibration, colours), WAITING);
}

export function reliabilityChart(view) {
  return new Chart('reliability-chart', colours => reliabilityOption(view.calibration, colours), WAITING);
}

const outside = point => point.observed < point.low || point.observed > point.high;

/** Heights relative to the uniform's: 1 is calibrated. */
function pitOption(calibration, colours) {
  if (!calibration?.outcomes) return null;
  const bins = calibration.pit;
  const width = 1 / bins.length;
  const middle = i => (i + 0.5) * width;
  const off = bins.filter(outside).length;
  const [low, high] = [bins[0].low, bins[0].high].map(edge => edge / bins[0].expected);
  return {
    summary: `Histogram of ${whole(calibration.outcomes)} transforms in ${bins.length} bins; ${off} lie outside the 95 % band.`,
    textStyle: textStyle(colours),
    grid: { left: 30, right: 8, top: 22, bottom: 22 },
    title: { text: 'PIT, density', left: 10, top: 2, textStyle: { ...textStyle(colours), fontWeight: 'normal' } },
    xAxis: { type: 'value', min: 0, max: 1, interval: 0.5, axisLabel: textStyle(colours), splitLine: { show: false }, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.strong } } },
    yAxis: valueAxis(colours, { position: 'left', min: 0, scale: false, interval: top(bins) > 2 ? 1 : 0.5, max: top(bins), axisLabel: { ...textStyle(colours), formatter: value => fixed(value, 1) } }),
    tooltip: { ...tooltip(colours, found => pitTold(found, bins)), trigger: 'item' },
    series: [
      {
        type: 'custom', name: 'PIT', data: bins.map((bin, i) => [middle(i), bin.observed / bin.expected]),
        renderItem: (params, api) => bar(params, api, width, outside(bins[params.dataIndex]), colours),
      },
      band('expected', [0, 1].map(x => [x, low, high]), colours.band(0.22), 1),
      line('band from', [[0, low], [1, low]], colours.blue, { lineStyle: { width: 0.8 } }),
      line('band to', [[0, high], [1, high]], colours.blue, { lineStyle: { width: 0.8 } }),
      line('uniform', [[0, 1], [1, 1]], colours.blue, { lineStyle: { type: 'dashed', width: 1.2 } }),
    ],
  };
}

/** The next half or whole above the highest bin, so that the axis ends on a label. */
function top(bins) {
  const highest = Math.max(1.5, ...bins.map(bin => bin.observed / bin.expected));
  return highest > 2 ? Math.ceil(highest) : Math.ceil(2 * highest) / 2;
}

function bar(params, api, width, off, colours) {
  const [x0, y0] = api.coord([api.value(0) - width / 2, api.value(1)]);
  const [x1, y1] = api.coord([api.value(0) + width / 2, 0]);
  return {
    type: 'rect',
    shape: { x: x0 + 0.5, y: y0, width: x1 - x0 - 1, height: y1 - y0 },
    style: off
      ? { fill: colours.vermillion, opacity: 0.75 }
      : { fill: colours.soft, opacity: 0.45 },
  };
}

function pitTold(found, bins) {
  const bin = bins[found.dataIndex];
  if (found.seriesName !== 'PIT' || !bin) return '';
  const from = found.dataIndex / bins.length;
  return rows(`PIT ${fixed(from, 2)} to ${fixed(from + 1 / bins.length, 2)}`, [
    ['Share', share(bin.observed)], ['Expected', `${share(bin.low)} to ${share(bin.high)}`],
  ]);
}

/** The observed share less the nominal one would hide the diagram desks know; the diagonal stays. */
function reliabilityOption(calibration, colours) {
  if (!calibration?.outcomes) return null;
  const points = calibration.reliability;
  const ends = [[0, 0, 0], ...points.map(point => [point.expected, point.low, point.high]), [1, 1, 1]];
  const axis = { type: 'value', min: 0, max: 1, interval: 0.5, axisLabel: textStyle(colours), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.strong } } };
  const worst = points.reduce((a, b) => Math.abs(b.observed - b.expected) > Math.abs(a.observed - a.expected) ? b : a);
  return {
    summary: `Reliability diagram. The largest gap is at ${level(worst.expected)}: ${share(worst.observed)} observed.`,
    textStyle: textStyle(colours),
    grid: { left: 32, right: 12, top: 22, bottom: 22 },
    title: { text: 'Reliability, observed share', left: 4, top: 2, textStyle: { ...textStyle(colours), fontWeight: 'normal' } },
    xAxis: { ...axis, splitLine: { show: false } },
    yAxis: { ...axis, splitLine: { lineStyle: { color: colours.grid } } },
    tooltip: { ...tooltip(colours, found => reliabilityTold(found, points)), trigger: 'item' },
    series: [
      band('expected', ends, colours.band(0.22), 1),
      line('calibrated', [[0, 0], [1, 1]], colours.blue, { lineStyle: { type: 'dashed', width: 1.2 } }),
      {
        name: 'observed', type: 'scatter', symbolSize: 6, z: 6, data: points.map(point => [point.expected, point.observed]),
        symbol: (value, params) => outside(points[params.dataIndex]) ? 'triangle' : 'circle',
        itemStyle: { color: params => outside(points[params.dataIndex]) ? colours.vermillion : colours.ink },
      },
    ],
  };
}

function reliabilityTold(found, points) {
  const point = points[found.dataIndex];
  if (found.seriesName !== 'observed' || !point) return '';
  return rows(`At ${level(point.expected)}`, [['Observed', share(point.observed)], ['Expected', `${share(point.low)} to ${share(point.high)}`]]);
}

/** Coverage, CRPS against the reference, and the evidence, in words. */
export function renderCoverage(view) {
  const calibration = view.calibration;
  const list = document.getElementById('coverage');
  const note = document.getElementById('calibration-note');
  if (!calibration?.outcomes) {
    list.replaceChildren();
    note.textContent = '';
    return;
  }
  note.textContent = `newest ${whole(calibration.outcomes)} outcomes, ${inBars(calibration.horizon)} ahead`;
  list.replaceChildren(
    ...calibration.coverage.map(point => figure(`VaR ${level(point.expected)}`, `${outside(point) ? '▲ ' : ''}${share(point.observed)}`,
      `share of losses at or under VaR; 95 % band ${share(point.low)} to ${share(point.high)}`, outside(point))),
    figure('CRPS', `${percent(calibration.crps, 4)} %`, 'mean, lower is better'),
    figure('vs EWMA', against(calibration.skill), `EWMA has ${percent(calibration.referenceCrps, 4)} %`),
    figure('e-value', calibration.eValue === undefined ? '–' : fixed(calibration.eValue, 2), 'evidence against calibration; 1 says nothing'),
  );
}

export const against = skill => skill === null || skill === undefined ? '–'
  : `${fixed(Math.abs(100 * skill), 1)} % ${skill >= 0 ? 'better' : 'worse'}`;

function figure(name, value, title, off = false) {
  const div = document.createElement('div');
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = name;
  dd.textContent = value;
  div.title = title;
  div.classList.toggle('off', off);
  div.append(dt, dd);
  return div;
}

export function calibrationTable(view) {
  const calibration = view.calibration;
  return {
    title: `Calibration over ${whole(calibration?.outcomes ?? 0)} outcomes, ${inBars(view.horizon)} ahead`,
    head: ['What', 'Expected', 'Observed', 'Band from', 'to'],
    rows: calibration?.outcomes ? [
      ...calibration.coverage.map(point => row(`Coverage at ${level(point.expected)}`, point)),
      ...calibration.reliability.map(point => row(`PIT at or under ${fixed(point.expected, 2)}`, point)),
      ...calibration.pit.map((point, i) => row(`PIT in bin ${fixed(i / calibration.pit.length, 2)}`, point)),
    ] : [],
  };
}

const row = (name, point) => [name, share(point.expected), share(point.observed), share(point.low), share(point.high)];
