// Value at risk and expected shortfall now, for every horizon, with their posterior intervals.

import { bars as inBars, level, percent } from './format.js';

const MEASURES = [['VaR', 'valueAtRisk'], ['ES', 'expectedShortfall']];

const cell = (tag, content, more = {}) => Object.assign(document.createElement(tag), typeof content === 'string' ? { textContent: content } : {}, more);

export function renderRisk(view) {
  const table = document.getElementById('risk-table');
  const forecasts = [...(view.series?.latest.values() ?? [])].sort((a, b) => a.horizon - b.horizon);
  if (forecasts.length === 0) {
    table.tHead.replaceChildren();
    table.tBodies[0].replaceChildren(row(cell('td', 'waiting for the first forecast', { className: 'note' })));
    return;
  }
  const levels = forecasts[0].risk.map(risk => risk.level);
  table.tHead.replaceChildren(row(cell('th', 'Horizon', { scope: 'col' }), cell('th', '', { className: 'measure' }),
    ...levels.map(value => cell('th', level(value), { scope: 'col' }))));
  table.tBodies[0].replaceChildren(...forecasts.flatMap(forecast => rowsOf(forecast, view.horizon)));
}

function rowsOf(forecast, chosen) {
  return MEASURES.map(([name, field], i) => {
    const head = i === 0 ? cell('th', inBars(forecast.horizon), { scope: 'rowgroup', rowSpan: MEASURES.length }) : null;
    const tr = row(...(head ? [head] : []), cell('td', name, { className: 'measure' }), ...forecast.risk.map(risk => estimate(risk[field])));
    tr.classList.toggle('first', i === 0);
    tr.classList.toggle('chosen', forecast.horizon === chosen);
    return tr;
  });
}

function estimate({ value, low, high }) {
  const td = document.createElement('td');
  const figure = document.createElement('b');
  const interval = document.createElement('small');
  const decimals = high < 10 ? 3 : 2;
  figure.textContent = percent(value, decimals);
  interval.textContent = `[${percent(low, decimals)}, ${percent(high, decimals)}]`;
  td.append(figure, interval);
  return td;
}

function row(...cells) {
  const tr = document.createElement('tr');
  tr.append(...cells);
  return tr;
}
