// The risk of positions together: they are kept in this browser, and measured when asked for.

import { portfolioRisk } from './api.js';
import { bars as inBars, fixed, level, share, time, whole } from './format.js';

const KEY = 'credence.portfolio';
const LIQUIDITY = [10, 20, 40, 60, 120];

const byId = id => document.getElementById(id);
const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);
const money = value => fixed(value, Math.abs(value) < 100 ? 2 : 0);

let answer = null;

export function wirePortfolio(view) {
  const dialog = byId('portfolio');
  byId('portfolio-open').addEventListener('click', () => open(view));
  byId('portfolio-close').addEventListener('click', () => dialog.close());
  byId('portfolio-add').addEventListener('click', () => {
    const row = positionRow({ instrument: view.instrument?.name, quantity: 1 }, view);
    byId('positions').append(row);
    row.querySelector('select').focus();
  });
  byId('portfolio-form').addEventListener('submit', event => {
    event.preventDefault();
    measure(view);
  });
  byId('portfolio-level').addEventListener('change', render);
}

function open(view) {
  const kept = stored().filter(({ instrument }) => view.instruments.some(({ name }) => name === instrument));
  const first = view.instrument ? [{ instrument: view.instrument.name, quantity: 1 }] : [];
  byId('positions').replaceChildren(...(kept.length ? kept : first).map(position => positionRow(position, view)));
  byId('portfolio-note').textContent = view.horizon ? `over ${inBars(view.horizon)}; amounts in the quote currency` : '';
  say('');
  answer = null;
  render();
  byId('portfolio').showModal();
}

function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function positionRow({ instrument, quantity, notional, liquidityHorizon }, view) {
  const li = make('li');
  const name = make('select', { ariaLabel: 'Instrument' });
  name.append(...view.instruments.map(known => new Option(known.name, known.name, false, known.name === instrument)));
  const amount = make('input', { type: 'number', step: 'any', required: true, ariaLabel: 'Amount, negative where sold short', value: quantity ?? notional });
  const unit = make('select', { ariaLabel: 'Amount is' });
  unit.append(new Option('units', 'quantity'), new Option('currency', 'notional', false, quantity === undefined));
  const days = make('select', { ariaLabel: 'Liquidity horizon, business days' });
  days.append(new Option('–', ''), ...LIQUIDITY.map(each => new Option(`${each} d`, each, false, each === liquidityHorizon)));
  const remove = make('button', { type: 'button', className: 'quiet', textContent: 'Remove', ariaLabel: 'Remove this position' });
  remove.addEventListener('click', () => {
    li.remove();
    byId('portfolio-add').focus();
  });
  li.append(name, amount, unit, days, remove);
  return li;
}

function positions() {
  return [...byId('positions').children].map(li => {
    const [name, unit, days] = li.querySelectorAll('select');
    const position = { instrument: name.value, [unit.value]: li.querySelector('input').valueAsNumber };
    if (days.value) position.liquidityHorizon = Number(days.value);
    return position;
  });
}

async function measure(view) {
  const asked = positions();
  say('measuring');
  byId('portfolio-measure').disabled = true;
  try {
    answer = await portfolioRisk({ positions: asked, horizon: view.horizon });
    localStorage.setItem(KEY, JSON.stringify(asked));
    say('');
  } catch (problem) {
    answer = null;
    say(problem.message);
  } finally {
    byId('portfolio-measure').disabled = false;
    render();
  }
}

function say(words) {
  byId('portfolio-answer').textContent = words;
}

function render() {
  const found = byId('portfolio-result');
  found.hidden = !answer;
  if (!answer) return;
  const picker = byId('portfolio-level');
  const chosen = Number(picker.value) || 0.99;
  picker.replaceChildren(...answer.risk.map(risk => new Option(level(risk.level), risk.level, false, risk.level === chosen)));
  const risk = answer.risk.find(each => each.level === Number(picker.value));
  byId('portfolio-figures').replaceChildren(...figures(risk).map(([name, value]) => {
    const div = make('div');
    div.append(make('dt', { textContent: name }), make('dd', { textContent: value }));
    return div;
  }));
  const table = byId('portfolio-table');
  table.tHead.replaceChildren(row('th', ['Instrument', 'Value', 'VaR alone', 'VaR part', 'ES alone', 'ES part', 'ES without it falls by']));
  table.tBodies[0].replaceChildren(...answer.positions.map((position, i) => line(position, risk, i)), totals(risk));
}

function figures({ valueAtRisk, expectedShortfall }) {
  const { degreesOfFreedom, effective, empiricalRows } = answer.dependence;
  const fitted = degreesOfFreedom ? `t, ${fixed(degreesOfFreedom, 1)} degrees of freedom` : 'Gaussian';
  const copula = empiricalRows ? `as in the last ${whole(empiricalRows)} outcomes` : `${fitted}, of ${whole(effective)} outcomes`;
  const list = [
    ['VaR', estimate(valueAtRisk)],
    ['ES', estimate(expectedShortfall)],
    ['Net, gross', `${money(answer.net)}, ${money(answer.gross)}`],
    ['As of', `${time(answer.asOf)} UTC`],
  ];
  if (answer.positions.length > 1) list.push(['Dependence', copula]);
  if (answer.liquidity) list.push(['ES of MAR33.4', `${money(answer.liquidity.value)}, scaled by ${fixed(answer.liquidity.scaling, 1)}`]);
  return list;
}

/** A model without parameter uncertainty has no interval to show. */
const estimate = ({ value, low, high, standardError }) =>
  `${money(value)}${high > low ? ` [${money(low)}, ${money(high)}]` : ''}, simulated to ± ${money(standardError)}`;

function line(position, { valueAtRisk, expectedShortfall }, i) {
  const late = position.behindSeconds > 0 ? ` (${whole(position.behindSeconds)} s behind)` : '';
  const ofRisk = valueAtRisk.contributions[i];
  const ofShortfall = expectedShortfall.contributions[i];
  return row('td', [position.instrument + late, money(position.value), money(ofRisk.standalone), money(ofRisk.component),
    money(ofShortfall.standalone), part(ofShortfall.component, expectedShortfall.value), money(ofShortfall.incremental)]);
}

const part = (component, whole) => whole > 0 ? `${money(component)} (${share(component / whole, 0)})` : money(component);

function totals({ valueAtRisk, expectedShortfall }) {
  const tr = row('td', ['Together', money(answer.net), money(valueAtRisk.value + valueAtRisk.diversification), money(valueAtRisk.value),
    money(expectedShortfall.value + expectedShortfall.diversification), money(expectedShortfall.value), '']);
  tr.className = 'total';
  return tr;
}

function row(tag, cells) {
  const tr = make('tr');
  tr.append(...cells.map(textContent => make(tag, { textContent })));
  return tr;
}
