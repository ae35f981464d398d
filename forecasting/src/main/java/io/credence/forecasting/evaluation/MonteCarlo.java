package io.credence.forecasting.evaluation;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A p-value by simulation under the null (Dufour 2006): the rank of the observed statistic among draws. Exact at any sample size where
 * the null has no unknown parameter; ties count against rejection.
 *
 * @param draws how many statistics are simulated, at least 19
 * @param seed fixes them
 */
record MonteCarlo(int draws, long seed) {

    static final MonteCarlo DEFAULT = new MonteCarlo(999, 20_240_607);

    private static final double TIE = 1e-9;

    MonteCarlo {
        if (draws < 19) {
            throw new IllegalArgumentException("draws are " + draws
                    + "; there must be at least 19. Maybe take 999: then a p-value of 0.001 can be seen.");
        }
    }

    /** The share of draws, the observed one among them, whose statistic is at least as large. */
    double upperPValue(double observed, ToDoubleFunction<SplittableRandom> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        double least = observed - TIE * Math.max(1, Math.abs(observed));
        int atLeast = 1;
        for (int i = 0; i < draws; i++) {
            atLeast += statistic.applyAsDouble(random) >= least ? 1 : 0;
        }
        return (double) atLeast / (draws + 1);
    }
}
