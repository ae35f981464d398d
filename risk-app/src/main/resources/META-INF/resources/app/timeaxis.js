// A time axis in UTC, and lines and bands over it.

import { textStyle } from './chart.js';

export const timeAxis = (colours, span) => ({
  type: 'time',
  min: span.from,
  max: span.until,
  axisLine: { lineStyle: { color: colours.strong } },
  axisTick: { show: false },
  axisLabel: { ...textStyle(colours), hideOverlap: true, formatter: { day: '{yyyy}-{MM}-{dd}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' } },
  splitLine: { show: false },
});

export const valueAxis = (colours, more) => ({
  type: 'value',
  scale: true,
  position: 'right',
  splitNumber: 4,
  axisLabel: textStyle(colours),
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colours.grid } },
  ...more,
});

/** Shades what lies between low and high, of points [x, low, high]. */
export function band(name, points, colour, z) {
  return {
    name, type: 'custom', data: points, encode: { x: 0, y: [1, 2] }, silent: true, clip: true, z,
    renderItem: (params, api) => params.dataIndexInside > 0 ? undefined : {
      type: 'polygon',
      shape: { points: outline(points, api) },
      style: { fill: colour },
    },
  };
}

const outline = (points, api) => [
  ...points.map(([x, , high]) => api.coord([x, high])),
  ...points.toReversed().map(([x, low]) => api.coord([x, low])),
];

export const line = (name, data, colour, more = {}) => ({
  name, data, type: 'line', symbol: 'none', lineStyle: { color: colour, width: 1.6, ...more.lineStyle }, itemStyle: { color: colour },
  z: more.z ?? 5, step: more.step,
});

/** The row whose time is nearest under a pointer. */
export function nearest(list, time, of) {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (of(list[middle]) <= time) low = middle; else high = middle - 1;
  }
  return list[low];
}
