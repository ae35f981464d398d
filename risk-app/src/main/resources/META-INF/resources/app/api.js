// Asks the service. An answer that is a problem (RFC 9457) becomes an error with its words.

const ROOT = '/api/v1';

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.status = status;
  }
}

async function answer(path, options) {
  const response = await fetch(ROOT + path, { headers: { accept: 'application/json' }, ...options });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

const of = instrument => `/instruments/${encodeURIComponent(instrument)}`;
const query = values => '?' + new URLSearchParams(values);

export const instruments = () => answer('/instruments');
export const instrument = name => answer(of(name));
export const latest = name => answer(`${of(name)}/forecasts/latest`);
export const bars = (name, range) => answer(`${of(name)}/bars${query(range)}`);
export const forecasts = (name, horizon, range) => answer(`${of(name)}/forecasts${query({ horizon, ...range })}`);
export const scores = (name, horizon, range) => answer(`${of(name)}/scores${query({ horizon, ...range })}`);
export const calibration = (name, horizon) => answer(`${of(name)}/calibration${query({ horizon })}`);
export const alerts = () => answer('/alerts?state=all&limit=50');
export const incidents = () => answer('/incidents?state=all&limit=20');
export const models = () => answer('/models?limit=20');
export const runs = () => answer('/training-runs?limit=8');
export const status = () => answer('/status');

export const portfolioRisk = question => answer('/portfolio/risk', {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify(question),
});

export const acknowledge = (id, by, why) => answer(`/alerts/${encodeURIComponent(id)}/acknowledge`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify({ by, why }),
});

export const retrain = cause => answer('/training-runs', {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify({ cause }),
});
