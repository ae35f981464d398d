// Every chart as a table, for readers who want figures or cannot see the chart.

import { calibrationTable } from './calibration.js';
import { deviationTable } from './deviation.js';
import { exceedanceTable } from './exceedance.js';
import { priceTable } from './price.js';

const TABLES = { price: priceTable, deviation: deviationTable, exceedance: exceedanceTable, calibration: calibrationTable };

export function wireTables(view) {
  for (const button of document.querySelectorAll('[data-table]')) {
    button.addEventListener('click', () => open(button.dataset.table, view));
  }
}

function open(name, view) {
  if (!view.series) return;
  const { title, head, rows } = TABLES[name](view);
  const table = document.getElementById('data-table');
  document.getElementById('data-title').textContent = title;
  table.tHead.replaceChildren(row('th', head));
  table.tBodies[0].replaceChildren(...(rows.length ? rows : [['nothing yet']]).map(cells => row('td', cells)));
  document.getElementById('data').showModal();
}

function row(tag, cells) {
  const tr = document.createElement('tr');
  tr.append(...cells.map(text => Object.assign(document.createElement(tag), { textContent: text })));
  return tr;
}
