// The one place that knows where the chart library lies on the class path.
export * from '/_static/echarts/6.0.0/dist/echarts.esm.min.js';
