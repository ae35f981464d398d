package io.credence.forecasting.bench.levels;

import io.credence.forecasting.scoring.QuantileScore;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One rate's temperature: the factor of all quantiles of log changes that would have had the least pinball loss over the last windows whose outcomes
 * are known. Prints that are taken back and bands that a central bank holds make weeks calmer than their days.
 */
final class SpreadFactor {

    private static final int MEMORY = 100;
    private static final double LEAST = -0.8;
    private static final double MOST = 0.4;
    private static final double STEP = 0.05;

    private final Deque<Window> windows = new ArrayDeque<>();

    /**
     * @param quantiles {@code [step][probability]}
     * @param realised per step
     */
    private record Window(double[][] quantiles, double[] realised) {

        double loss(double factor) {
            double sum = 0;
            for (int step = 0; step < realised.length; step++) {
                for (int i = 0; i < LevelForecaster.PROBABILITIES.length; i++) {
                    sum += QuantileScore.pinball(
                            LevelForecaster.PROBABILITIES[i], factor * quantiles[step][i], realised[step]);
                }
            }
            return sum;
        }
    }

    /** Adds a window that has passed. */
    void add(double[][] quantiles, double[] realised) {
        windows.addLast(new Window(quantiles, realised));
        if (windows.size() > MEMORY) {
            windows.removeFirst();
        }
    }

    /** 1 before the first window. */
    double value() {
        double best = 1;
        double least = loss(1);
        for (double log = LEAST; log <= MOST; log += STEP) {
            double factor = Math.exp(log);
            double loss = loss(factor);
            if (loss < least) {
                least = loss;
                best = factor;
            }
        }
        return best;
    }

    private double loss(double factor) {
        return windows.stream().mapToDouble(window -> window.loss(factor)).sum();
    }
}
