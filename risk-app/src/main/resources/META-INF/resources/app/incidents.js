// Incidents: what the alerts of one cause have in common, and who has taken them on.

import { acknowledge } from './api.js';
import { fixed, time } from './format.js';

const RESOLVED_SHOWN = 4;

let taken = null;

export function renderIncidents(view) {
  const all = view.incidents ?? [];
  const standing = all.filter(incident => incident.state !== 'resolved');
  const resolved = all.filter(incident => incident.state === 'resolved').slice(0, RESOLVED_SHOWN);
  document.getElementById('incidents').replaceChildren(...[...standing, ...resolved].map(item));
}

function item(incident) {
  const li = document.createElement('li');
  li.className = incident.state;
  li.dataset.cause = incident.cause;
  const evidence = incident.eValue > 1 ? `, e-value ${fixed(incident.eValue, incident.eValue < 100 ? 1 : 0)}` : '';
  const head = part('span', 'where', `${incident.cause}, ${incident.state}, ${incident.severity}${again(incident)}${evidence}: ${names(incident)}`);
  const when = part('time', '', incident.resolvedAt
    ? `${time(incident.since)} to ${time(incident.resolvedAt)}` : `since ${time(incident.since)}`);
  when.dateTime = incident.since;
  li.append(head, when, part('span', 'what', incident.what));
  if (incident.acknowledgedBy) {
    li.append(part('span', 'taken', `${incident.acknowledgedBy}: ${incident.acknowledgedWhy}`));
  }
  if (['open', 'escalated', 'reopened'].includes(incident.state)) li.append(button(incident));
  return li;
}

function again({ reopened, state }) {
  return reopened && state !== 'reopened' ? `, came back ${reopened === 1 ? 'once' : `${reopened} times`}` : '';
}

function names({ confirmed, instruments }) {
  const held = confirmed.length ? confirmed : instruments;
  const shown = held.slice(0, 3).join(', ') + (held.length > 3 ? ` and ${held.length - 3} more` : '');
  return confirmed.length ? shown : `${shown} (not confirmed)`;
}

function button(incident) {
  const element = part('button', 'quiet', 'Acknowledge');
  element.type = 'button';
  element.addEventListener('click', () => {
    taken = incident.id;
    document.getElementById('acknowledge-answer').textContent = '';
    document.getElementById('acknowledge').showModal();
  });
  return element;
}

export function wireAcknowledge(done) {
  const dialog = document.getElementById('acknowledge');
  const form = document.getElementById('acknowledge-form');
  document.getElementById('acknowledge-close').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await acknowledge(taken, form.elements.by.value, form.elements.why.value);
      dialog.close();
      done();
    } catch (problem) {
      document.getElementById('acknowledge-answer').textContent = problem.message;
    }
  });
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
