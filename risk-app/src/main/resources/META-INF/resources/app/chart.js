// What all charts share: their life, size, theme, empty state and redraw.

import { init } from './echarts.js';
import { onChange, palette } from './theme.js';

const REDRAW_MILLIS = 200;
const all = new Set();

export class Chart {
  #drawn = 0;
  #timer = null;
  #empty;

  /**
   * @param id of the element
   * @param option gives the option for a palette, or null where there is nothing to draw yet
   * @param waiting what to say then
   */
  constructor(id, option, waiting) {
    this.element = document.getElementById(id);
    this.option = option;
    this.#empty = document.createElement('p');
    this.#empty.className = 'empty';
    this.#empty.textContent = waiting;
    this.element.append(this.#empty);
    const canvas = document.createElement('div');
    canvas.style.cssText = 'position:absolute;inset:0';
    this.element.append(canvas);
    this.chart = init(canvas, null, { renderer: 'canvas' });
    new ResizeObserver(() => this.chart.resize()).observe(this.element);
    all.add(this);
  }

  /** Draws soon, at most every so often, and not while nobody looks. */
  redraw() {
    if (this.#timer || document.hidden) return;
    const wait = Math.max(0, REDRAW_MILLIS - (performance.now() - this.#drawn));
    this.#timer = setTimeout(() => requestAnimationFrame(() => this.#draw()), wait);
  }

  #draw() {
    this.#timer = null;
    this.#drawn = performance.now();
    const option = this.option(palette());
    this.#empty.hidden = option !== null;
    if (option === null) {
      this.chart.clear();
      return;
    }
    const { summary, ...rest } = option;
    if (summary) this.element.setAttribute('aria-label', summary);
    this.chart.setOption({ animation: false, ...rest }, { notMerge: true, lazyUpdate: false });
    this.element.dataset.points = String(rest.series.reduce((sum, series) => sum + (series.data?.length ?? 0), 0));
  }
}

export const redrawAll = () => all.forEach(chart => chart.redraw());

onChange(redrawAll);
document.addEventListener('visibilitychange', redrawAll);

const FONT = 'Inter, "IBM Plex Sans", -apple-system, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif';
export const textStyle = colours => ({ fontFamily: FONT, fontSize: 11, color: colours.soft });

export const tooltip = (colours, formatter) => ({
  trigger: 'axis',
  confine: true,
  backgroundColor: colours.panel,
  borderColor: colours.strong,
  padding: [6, 9],
  textStyle: { ...textStyle(colours), fontSize: 12, color: colours.ink },
  axisPointer: { type: 'line', lineStyle: { color: colours.strong, type: 'solid' } },
  formatter,
});

/** Rows of a tooltip as a table; words are escaped by the caller's being numbers and fixed labels. */
export const rows = (title, pairs) =>
  `<div style="font-weight:650;margin-bottom:3px">${title}</div><table style="font-size:12px;width:auto">`
  + pairs.map(([name, value]) => `<tr><td style="padding:0 12px 0 0">${name}</td><td style="padding:0">${value}</td></tr>`).join('')
  + '</table>';
