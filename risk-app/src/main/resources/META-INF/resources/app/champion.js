// The champion: which version, which training made it, and from what.

import { against } from './calibration.js';
import { fixed, percent, time } from './format.js';

export function renderChampion(view) {
  const box = document.getElementById('champion');
  const champion = view.models?.champion;
  document.getElementById('champion-version').textContent = champion?.version ?? '';
  if (!champion) {
    box.replaceChildren(empty(view.models ? 'No version has been promoted yet. The first training makes one.' : 'waiting for the service'));
    return;
  }
  box.replaceChildren(facts(view, champion), ...(view.runs?.length ? [runs(view.runs)] : []));
}

function facts(view, champion) {
  const run = view.runs?.find(candidate => candidate.id === champion.trainingRun);
  const status = view.status;
  const pairs = [
    ['Registered', `${time(champion.createdAt)} UTC`],
    ['Training', run ? `run ${run.id}, ${run.cause}, ${run.state} ${time(run.endedAt)}` : champion.trainingRun ? `run ${champion.trainingRun}` : 'by hand'],
    ...(view.models.shadow ? [['On trial', `${view.models.shadow.version}, since ${time(view.models.shadow.enteredAt)} UTC, for ${view.models.shadow.nights} nights at least`]] : []),
    ...(status?.crps ? [['1-bar CRPS', `${percent(status.crps, 4)} %, EWMA ${percent(status.crpsEwma, 4)} % (${against(1 - status.crps / status.crpsEwma)})`]] : []),
    ...(status && Object.keys(status.coverage ?? {}).length ? [['1-bar coverage', coverage(status.coverage)]] : []),
    ...provenance(champion),
  ];
  const list = document.createElement('dl');
  list.append(...pairs.flatMap(([name, value]) => [text('dt', name), text('dd', value)]));
  return list;
}

/** What is asked first stands first: from which data, how long, with which seed, where. */
const FIRST = ['trained_from', 'trained_until', 'bars', 'steps', 'seed', 'inference', 'engine', 'device'];

const rank = name => FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;

function provenance(champion) {
  return Object.entries(champion.provenance)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => [name.replaceAll(/[_.]/g, ' '), shown(value)]);
}

/** Instants as everywhere on the page; hashes by their first digits, which tell them apart (the API has all of them). */
function shown(value) {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return `${time(value)} UTC`;
  return /^[0-9a-f]{40,}$/.test(value) ? `${value.slice(0, 12)}…` : value;
}

const coverage = byLevel => Object.entries(byLevel).sort()
  .map(([level, share]) => `${Number((100 * level).toFixed(2))} %: ${fixed(100 * share, 2)} %`).join(', ');

function runs(list) {
  const table = document.createElement('table');
  table.className = 'runs';
  table.createTHead().append(row('th', ['Run', 'Cause', 'State', 'Ended, UTC']));
  table.createTBody().append(...list.map(run => row('td', [String(run.id), run.cause, run.state, time(run.endedAt)])));
  return table;
}

function row(tag, cells) {
  const tr = document.createElement('tr');
  tr.append(...cells.map(cell => text(tag, cell)));
  return tr;
}

function empty(words) {
  const p = text('p', words);
  p.className = 'empty';
  return p;
}

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
