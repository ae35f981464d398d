// Light or dark: the system's wish unless the reader chose; colours are read from the style sheet, so they stand in one place.

const KEY = 'credence.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

const chosen = () => localStorage.getItem(KEY);
export const isDark = () => (chosen() ?? (system.matches ? 'dark' : 'light')) === 'dark';

function apply() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  listeners.forEach(listener => listener());
}

export function toggle() {
  localStorage.setItem(KEY, isDark() ? 'light' : 'dark');
  apply();
}

export function onChange(listener) {
  listeners.add(listener);
}

/** The colours of the present theme. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'), soft: colour('ink-soft'), grid: colour('grid'), line: colour('line'), strong: colour('line-strong'),
    panel: colour('panel'), raised: colour('raised'),
    blue: colour('blue'), sky: colour('sky'), orange: colour('orange'), green: colour('green'),
    vermillion: colour('vermillion'), purple: colour('purple'),
    band: alpha => `rgba(${colour('band')}, ${alpha})`,
  };
}

system.addEventListener('change', apply);
apply();
