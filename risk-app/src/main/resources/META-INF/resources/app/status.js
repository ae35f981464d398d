// The connection's lamp, the last bar, and the totals at the foot.

import { decimalsOf, fixed, time, whole } from './format.js';

/** @param state connecting, live, lost or trouble */
export function showConnection(state, words) {
  const box = document.getElementById('connection');
  if (box.dataset.state !== state) box.dataset.state = state;
  const text = document.getElementById('connection-text');
  if (text.textContent !== words) text.textContent = words;
}

/** What a pulse of the stream means for the lamp. */
export function pulseWords(pulse) {
  if (pulse.trouble) return ['trouble', pulse.trouble];
  if (!pulse.running) return ['live', 'connected, stream at rest'];
  return ['live', pulse.lag > 0 ? `live, ${whole(pulse.lag)} records behind` : 'live'];
}

export function renderQuote(view) {
  const last = view.series?.bars.last;
  document.getElementById('close').textContent = last ? fixed(last.close, decimalsOf(view.instrument.tickSize)) : '–';
  document.getElementById('ended').textContent = last ? `${time(last.end)} UTC` : '';
}

export function renderTotals(view) {
  const status = view.status;
  if (!status) return;
  const latency = view.pulse?.latencyMs ?? status.latencyMs;
  const figures = [
    ['Ticks', whole(status.ticks)],
    ['Bars', whole(status.closedBars)],
    ['Forecasts', whole(status.forecasts)],
    ['Scored', whole(status.scored)],
    ['Refused', whole(status.refused)],
    ['Dead letters', whole(status.deadLetters)],
    ['Replayed', whole(status.replayed)],
    ['Divergent', whole(status.divergent), status.divergent > 0],
    ['Latency p50, p99', latency.count ? `${fixed(latency.p50, 1)}, ${fixed(latency.p99, 1)} ms` : '–'],
    ['Lag', whole(view.pulse?.lag ?? status.lag)],
  ];
  document.getElementById('totals').replaceChildren(...figures.map(([name, value, off]) => {
    const div = document.createElement('div');
    const dt = document.createElement('dt');
    const dd = document.createElement('dd');
    dt.textContent = name;
    dd.textContent = value;
    div.classList.toggle('off', Boolean(off));
    div.append(dt, dd);
    return div;
  }));
}
