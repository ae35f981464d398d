// Legends drawn with the marks themselves: line style and shape say the same as colour does.

const svg = inner => `<svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">${inner}</svg>`;
const rect = opacity => svg(`<rect x="1" y="1" width="20" height="8" style="fill:rgb(var(--band));opacity:${opacity}"/>`);
const line = (colour, dash) => svg(`<path d="M1 5h20" style="stroke:var(--${colour});stroke-width:2${dash ? `;stroke-dasharray:${dash}` : ''}"/>`);
const within = colour => svg(`<rect x="1" y="1" width="20" height="8" style="fill:rgb(var(--band));opacity:.3"/><path d="M1 5h20" style="stroke:var(--${colour});stroke-width:2"/>`);
const triangle = (down, fill) => svg(`<path d="${down ? 'M6 1h10l-5 8z' : 'M6 9h10l-5-8z'}" style="stroke:var(--vermillion);stroke-width:1.4;fill:${fill ? 'var(--vermillion)' : 'none'}"/>`);
const dot = (fill) => svg(`<circle cx="11" cy="5" r="3" style="stroke:var(--${fill});fill:${fill === 'ink' ? 'var(--panel)' : `var(--${fill})`};stroke-width:1.2"/>`);

const LEGENDS = {
  'price-legend': [
    [line('ink'), 'close'], [rect(0.55), '50 %'], [rect(0.33), '90 %'], [rect(0.16), '98 %'], [dot('ink'), 'realised'],
    [triangle(true, false), 'loss over VaR 95 %'], [triangle(true, true), 'over 99 %'],
  ],
  'deviation-legend': [[line('blue'), 'aleatoric'], [line('orange', '5 3'), 'epistemic']],
  'exceedance-legend': [[within('blue'), 'VaR'], [dot('ink-soft'), 'loss'], [triangle(false, true), 'over']],
};

export function renderLegends() {
  for (const [id, keys] of Object.entries(LEGENDS)) {
    document.getElementById(id).innerHTML = keys.map(([mark, words]) => `<span class="key">${mark}${words}</span>`).join('');
  }
}
