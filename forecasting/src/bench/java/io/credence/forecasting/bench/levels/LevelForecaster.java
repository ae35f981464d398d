package io.credence.forecasting.bench.levels;

/** Forecasts quantiles of the next levels of one instrument after another. */
interface LevelForecaster {

    /** Of the forecasts that are scored. */
    double[] PROBABILITIES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    String name();

    /**
     * From rows before an origin alone. Origins are asked for in rising order.
     *
     * @param origin the first row that is forecast
     * @return {@code [instrument][step][probability]}
     */
    double[][][] forecast(int origin, int steps);
}
