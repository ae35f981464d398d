// Alerts: those that stand first, then those that were cleared.

import { bars as inBars, fixed, time } from './format.js';

export function renderAlerts(view) {
  const list = document.getElementById('alerts');
  const note = document.getElementById('alerts-note');
  const alerts = [...(view.alerts ?? new Map()).values()]
    .sort((a, b) => Number(Boolean(a.clearedAt)) - Number(Boolean(b.clearedAt)) || Date.parse(b.raisedAt) - Date.parse(a.raisedAt));
  const open = alerts.filter(alert => !alert.clearedAt).length;
  note.textContent = view.alerts ? (open ? `${open} stand${open === 1 ? 's' : ''}` : 'none stands') : '';
  document.title = open ? `(${open}) Credence` : 'Credence';
  list.replaceChildren(...(alerts.length ? alerts.slice(0, 20).map(item) : [nothing(view)]));
}

function item(alert) {
  const li = document.createElement('li');
  const cleared = Boolean(alert.clearedAt);
  li.className = cleared ? 'cleared' : 'open';
  const where = part('span', 'where', `${alert.instrument}, ${inBars(alert.horizon)}, ${alert.severity}, e-value ${fixed(alert.eValue, alert.eValue < 100 ? 1 : 0)}`);
  const when = part('time', '', cleared ? `${time(alert.since)} to ${time(alert.clearedAt)}` : `since ${time(alert.since)}`);
  when.dateTime = alert.since;
  li.append(part('span', 'mark', cleared ? '✓' : '▲'), where, when, part('span', 'what', alert.what));
  li.firstChild.setAttribute('role', 'img');
  li.firstChild.setAttribute('aria-label', cleared ? 'cleared' : 'stands');
  return li;
}

function nothing(view) {
  return part('li', 'cleared none', view.alerts ? 'No alert has been raised.' : 'waiting for the service');
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
