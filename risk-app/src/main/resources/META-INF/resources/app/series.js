// What the page knows of one instrument and horizon: rows by time, merged from answers and events in any order.

const KEPT = 2000;

class Rows {
  #byTime = new Map();
  #sorted = null;

  constructor(time) {
    this.time = time;
  }

  add(rows) {
    for (const row of rows) this.#byTime.set(this.time(row), row);
    this.#sorted = null;
  }

  /** Rows in time order, the newest KEPT of them. */
  get list() {
    if (!this.#sorted) {
      const times = [...this.#byTime.keys()].sort((a, b) => a - b);
      for (const gone of times.splice(0, Math.max(0, times.length - KEPT))) this.#byTime.delete(gone);
      this.#sorted = times.map(time => this.#byTime.get(time));
    }
    return this.#sorted;
  }

  at(time) {
    return this.#byTime.get(time);
  }

  get last() {
    return this.list.at(-1);
  }
}

export class Series {
  constructor(instrument, horizon) {
    this.instrument = instrument;
    this.horizon = horizon;
    this.bars = new Rows(bar => Date.parse(bar.end));
    this.forecasts = new Rows(forecast => Date.parse(forecast.origin));
    this.scores = new Rows(score => Date.parse(score.origin));
    /** The newest forecast of every horizon. */
    this.latest = new Map();
  }

  takeBars(rows) {
    this.bars.add(rows);
  }

  takeForecasts(rows) {
    this.forecasts.add(rows.filter(row => row.horizon === this.horizon));
    for (const row of rows) {
      const known = this.latest.get(row.horizon);
      if (!known || Date.parse(known.origin) <= Date.parse(row.origin)) this.latest.set(row.horizon, row);
    }
  }

  takeScores(rows) {
    this.scores.add(rows.filter(row => row.horizon === this.horizon));
  }
}
