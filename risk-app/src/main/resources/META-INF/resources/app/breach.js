// Losses over value at risk: the worse the level, the larger and fuller the mark, so that colour is never the only sign.

export const BREACH_LEVELS = [
  { level: 0.95, size: 8, fill: false },
  { level: 0.975, size: 10, fill: false },
  { level: 0.99, size: 13, fill: true },
];

/** The highest level whose value at risk the loss exceeded, or null. */
export const breached = score => score.breaches.length ? Math.max(...score.breaches) : null;
