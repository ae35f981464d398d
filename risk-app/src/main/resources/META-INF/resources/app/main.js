// Wires the page: what is chosen, what is known, and who redraws when.

import * as api from './api.js';
import { renderAlerts } from './alerts.js';
import { renderIncidents, wireAcknowledge } from './incidents.js';
import { pitChart, reliabilityChart, renderCoverage } from './calibration.js';
import { renderChampion } from './champion.js';
import { checkSegment, fillInstruments, fillSegments } from './choices.js';
import { deviationChart } from './deviation.js';
import { exceedanceChart } from './exceedance.js';
import { barMillis } from './format.js';
import { onKey, wireKeys } from './keys.js';
import { renderLegends } from './legend.js';
import { follow } from './live.js';
import { priceChart } from './price.js';
import { wirePortfolio } from './portfolio.js';
import { wireRetrain } from './retrain.js';
import { renderRisk } from './risk.js';
import { Series } from './series.js';
import { pulseWords, renderQuote, renderTotals, showConnection } from './status.js';
import { wireTables } from './tables.js';
import { toggle } from './theme.js';

const SPANS = [60, 120, 360, 1000];
const STATUS_MILLIS = 8000;
const CALIBRATION_MILLIS = 4000;

/** All that panels read. */
const view = {
  instruments: [], instrument: null, horizon: null, shown: 120,
  series: null, calibration: null, alerts: null, incidents: null, models: null, runs: null, status: null, pulse: null,
};

const charts = {
  price: priceChart(view), deviation: deviationChart(view), exceedance: exceedanceChart(view),
  pit: pitChart(view), reliability: reliabilityChart(view),
};

let unfollow = () => {};

/** Calls at most every so often, the last call always. */
function throttled(millis, action) {
  let timer = null;
  let last = -Infinity;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      last = performance.now();
      action();
    }, Math.max(0, millis - (performance.now() - last)));
  };
}

const drawMarket = throttled(100, () => {
  renderQuote(view);
  renderRisk(view);
  charts.price.redraw();
  charts.deviation.redraw();
  charts.exceedance.redraw();
});

function drawCalibration() {
  renderCoverage(view);
  charts.pit.redraw();
  charts.reliability.redraw();
}

/** Runs a question; a failure is shown, and the next try is the caller's. */
async function asked(question) {
  try {
    await question();
  } catch (problem) {
    if (problem.name !== 'AbortError') showConnection('lost', problem.status ? problem.message : 'the service does not answer');
  }
}

const askCalibration = throttled(CALIBRATION_MILLIS, () => asked(async () => {
  const { series } = view;
  if (!series) return;
  const calibration = await api.calibration(series.instrument, series.horizon);
  if (view.series !== series) return;
  view.calibration = calibration;
  drawCalibration();
}));

const askAlerts = throttled(500, () => asked(async () => {
  const [alerts, incidents] = await Promise.all([api.alerts(), api.incidents()]);
  view.alerts = new Map(alerts.map(alert => [alert.id, alert]));
  view.incidents = incidents;
  renderAlerts(view);
  renderIncidents(view);
}));

const askModels = throttled(500, () => asked(async () => {
  [view.models, view.runs] = await Promise.all([api.models(), api.runs()]);
  renderChampion(view);
}));

const askStatus = () => asked(async () => {
  view.status = await api.status();
  renderTotals(view);
  if (view.status.modelVersion !== view.models?.champion?.version) askModels();
  else renderChampion(view);
});

/** Fills the series from the store: the newest bars and what was forecast for them. */
async function fill(series) {
  const { newestBar, bars } = await api.instrument(series.instrument);
  if (!newestBar) return;
  const span = (SPANS.at(-1) + 40) * barMillis(bars);
  const range = { after: new Date(Date.parse(newestBar) - span).toISOString(), limit: 1500 };
  const [closed, latest, forecasts, scores] = await Promise.all([
    api.bars(series.instrument, range),
    api.latest(series.instrument),
    api.forecasts(series.instrument, series.horizon, range),
    api.scores(series.instrument, series.horizon, range),
  ]);
  series.takeBars(closed.items);
  series.takeForecasts(forecasts.items);
  series.takeForecasts(latest);
  series.takeScores(scores.items);
}

function listeners(series) {
  const take = method => row => {
    series[method]([row]);
    drawMarket();
  };
  return {
    connected: again => {
      showConnection('live', 'connected');
      if (again) refresh(series);
    },
    lost: () => showConnection('lost', 'connection lost, trying again'),
    bar: take('takeBars'),
    forecast: take('takeForecasts'),
    score: row => {
      take('takeScores')(row);
      askCalibration();
    },
    alert: askAlerts,
    model: askModels,
    pulse: pulse => {
      view.pulse = pulse;
      showConnection(...pulseWords(pulse));
      renderTotals(view);
    },
  };
}

/** Asks for everything again, as after the connection was lost. */
function refresh(series) {
  asked(async () => {
    await fill(series);
    drawMarket();
  });
  askCalibration();
  askAlerts();
  askModels();
}

function choose(name, horizon) {
  const instrument = view.instruments.find(candidate => candidate.name === name) ?? view.instruments[0];
  const kept = instrument.horizons.includes(horizon) ? horizon : instrument.horizons[0];
  Object.assign(view, { instrument, horizon: kept, series: new Series(instrument.name, kept), calibration: null });
  const url = new URL(location);
  url.searchParams.set('instrument', instrument.name);
  url.searchParams.set('horizon', kept);
  history.replaceState(null, '', url);
  fillInstruments(view.instruments, instrument.name);
  fillSegments('horizons', instrument.horizons, kept, value => choose(view.instrument.name, value));
  drawMarket();
  drawCalibration();
  unfollow();
  unfollow = follow(instrument.name, listeners(view.series));
  refresh(view.series);
}

function show(count) {
  view.shown = count;
  checkSegment('spans', count);
  drawMarket();
}

const next = (list, current, step) => list[(list.indexOf(current) + step + list.length) % list.length];

function wire() {
  fillSegments('spans', SPANS, view.shown, show);
  document.getElementById('instrument').addEventListener('change', event => choose(event.target.value, view.horizon));
  document.getElementById('theme').addEventListener('click', toggle);
  const help = () => document.getElementById('help').showModal();
  document.getElementById('help-open').addEventListener('click', help);
  onKey(['1', '2', '3'], 'first, second, third horizon', key => {
    const horizon = view.instrument?.horizons[Number(key) - 1];
    if (horizon) choose(view.instrument.name, horizon);
  });
  onKey(['j', 'k'], 'next, previous instrument', key => {
    if (view.instruments.length < 2) return;
    const names = view.instruments.map(({ name }) => name);
    choose(next(names, view.instrument.name, key === 'j' ? 1 : -1), view.horizon);
  });
  onKey(['+', '-'], 'fewer, more bars shown', key => {
    const index = SPANS.indexOf(view.shown) + (key === '+' ? -1 : 1);
    if (SPANS[index]) show(SPANS[index]);
  });
  onKey(['d'], 'light or dark', toggle);
  onKey(['t'], 'the price as a table', () => document.querySelector('[data-table=price]').click());
  onKey(['p'], 'the risk of a portfolio', () => document.getElementById('portfolio-open').click());
  onKey(['?'], 'this help', help);
  wireKeys();
  wireTables(view);
  wireRetrain(askModels);
  wirePortfolio(view);
  wireAcknowledge(askAlerts);
  renderLegends();
}

/** Waits for the service and its first instrument, and shows both waits. */
async function start() {
  try {
    view.instruments = await api.instruments();
    if (view.instruments.length) {
      const wish = new URL(location).searchParams;
      choose(wish.get('instrument'), Number(wish.get('horizon')));
    } else {
      showConnection('connecting', 'connected, waiting for the first instrument');
    }
  } catch (problem) {
    showConnection('lost', problem.status ? problem.message : 'the service does not answer');
  }
  if (!view.instrument) setTimeout(start, 2000);
}

wire();
Object.values(charts).forEach(chart => chart.redraw());
[renderRisk, renderAlerts, renderChampion].forEach(render => render(view));
start();
askStatus();
setInterval(askStatus, STATUS_MILLIS);
