// Numbers and times as they are shown. Times are UTC, always.

const FIXED = new Map();

/** A number with so many decimals and thin groups; a dash when there is none. */
export function fixed(value, decimals) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (!FIXED.has(decimals)) {
    FIXED.set(decimals, new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return FIXED.get(decimals).format(value).replace('-', '−');
}

/** A percentage that is already in percent. */
export const percent = (value, decimals = 3) => fixed(value, decimals);

/** A share in [0, 1] as a percentage. */
export const share = (value, decimals = 1) => value === null || value === undefined ? '–' : `${fixed(100 * value, decimals)} %`;

/** A level as it is named on a desk: 97.5 %. */
export const level = value => `${Number((100 * value).toFixed(3))} %`;

export const whole = value => fixed(value, 0);

/** Decimals of a price step: 0.01 has two. */
export function decimalsOf(step) {
  const text = String(step);
  return text.includes('e-') ? Number(text.split('e-')[1]) : (text.split('.')[1] ?? '').length;
}

const at = instant => new Date(instant).toISOString();

/** 2013-11-29 12:34, seconds only where there are any. */
export function time(instant) {
  if (!instant) return '–';
  const iso = at(instant);
  return `${iso.slice(0, 10)} ${iso.slice(17, 19) === '00' ? iso.slice(11, 16) : iso.slice(11, 19)}`;
}

/** 12:34, or with the date where the day matters. */
export const clock = instant => at(instant).slice(11, 16);

/** The length of a bar such as 1m, in milliseconds. */
export function barMillis(spec) {
  const unit = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[spec.slice(-1)];
  return Number(spec.slice(0, -1)) * unit;
}

export const bars = count => count === 1 ? '1 bar' : `${count} bars`;
