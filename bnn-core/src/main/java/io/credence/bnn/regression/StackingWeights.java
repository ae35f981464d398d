package io.credence.bnn.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weights of a mixture of given densities: those of greatest posterior density under a Dirichlet prior that counts as one row for each part,
 * by expectation and maximisation. No part loses all its weight, so that a row which the others think impossible costs at most the logarithm
 * of the number of rows.
 */
final class StackingWeights {

    private static final double PRIOR_ROWS = 1;
    private static final int SWEEPS = 500;

    private StackingWeights() {}

    /**
     * Of the rows {@code from}, {@code from + step}, ...
     *
     * @param logDensities {@code [parts][rows]}, in nats
     */
    static double[] of(double[][] logDensities, int from, int step) {
        int parts = logDensities.length;
        double[] weights = new double[parts];
        Arrays.fill(weights, 1.0 / parts);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            weights = maximised(logDensities, weights, from, step);
        }
        return weights;
    }

    /** The NLL, in nats per row, of each half of the rows under the weights of the other: what has seen no row that it scores. */
    static double crossedNll(double[][] logDensities) {
        int rows = logDensities[0].length;
        double[][] weights = {of(logDensities, 1, 2), of(logDensities, 0, 2)};
        return -IntStream.range(0, rows)
                .mapToDouble(row -> logMixture(logDensities, weights[row % 2], row))
                .average()
                .orElseThrow();
    }

    private static double[] maximised(double[][] logDensities, double[] weights, int from, int step) {
        double[] counts = new double[weights.length];
        Arrays.fill(counts, PRIOR_ROWS);
        for (int row = from; row < logDensities[0].length; row += step) {
            double whole = logMixture(logDensities, weights, row);
            for (int part = 0; part < counts.length; part++) {
                counts[part] += weights[part] * Math.exp(logDensities[part][row] - whole);
            }
        }
        double sum = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> count / sum).toArray();
    }

    private static double logMixture(double[][] logDensities, double[] weights, int row) {
        double largest =
                Arrays.stream(logDensities).mapToDouble(part -> part[row]).max().orElseThrow();
        double sum = 0;
        for (int part = 0; part < weights.length; part++) {
            sum += weights[part] * Math.exp(logDensities[part][row] - largest);
        }
        return largest + Math.log(sum);
    }
}
