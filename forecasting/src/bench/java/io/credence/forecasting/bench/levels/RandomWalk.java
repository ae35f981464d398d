package io.credence.forecasting.bench.levels;

import io.credence.forecasting.distribution.NormalLaw;
import java.util.Arrays;

/**
 * The published row: the last level, with Gaussian steps whose deviation is that of the last days' changes.
 *
 * @param days how many changes
 */
record RandomWalk(Levels levels, int days) implements LevelForecaster {

    private static final NormalLaw NORMAL = new NormalLaw();

    @Override
    public String name() {
        return "random walk, " + days + " days";
    }

    @Override
    public double[][][] forecast(int origin, int steps) {
        return Arrays.stream(levels.prices())
                .map(prices -> forecast(prices, origin, steps))
                .toArray(double[][][]::new);
    }

    private double[][] forecast(double[] prices, int origin, int steps) {
        double last = prices[origin - 1];
        double deviation = deviation(prices, origin);
        double[][] quantiles = new double[steps][PROBABILITIES.length];
        for (int step = 0; step < steps; step++) {
            double spread = deviation * Math.sqrt(step + 1.0);
            Arrays.setAll(quantiles[step], i -> last + spread * NORMAL.quantile(PROBABILITIES[i]));
        }
        return quantiles;
    }

    private double deviation(double[] prices, int origin) {
        double mean = (prices[origin - 1] - prices[origin - 1 - days]) / days;
        double sum = 0;
        for (int row = origin - days; row < origin; row++) {
            double change = prices[row] - prices[row - 1] - mean;
            sum += change * change;
        }
        return Math.sqrt(sum / days);
    }
}
