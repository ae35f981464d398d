package io.credence.forecasting.portfolio;

import java.util.function.DoubleUnaryOperator;

/**
 * A quantile function by a table, for the ten thousands of calls of a simulation. Nodes are even in the logit of the
 * probability, in which tails are straight (Gaussian) or exponential (t) and a power tail of index 3 is met within 1e-4 of
 * itself by straight lines.
 */
final class QuantileTable {

    /** Of the outermost nodes: beyond {@code 1 / (1 + exp(14))}, about 8e-7, the table's end is kept. */
    private static final double END = 14;

    private static final int NODES = 513;
    private static final double STEP = 2 * END / (NODES - 1);

    private final double[] values = new double[NODES];

    /** @param quantile of probabilities strictly between 0 and 1 */
    QuantileTable(DoubleUnaryOperator quantile) {
        for (int i = 0; i < NODES; i++) {
            values[i] = quantile.applyAsDouble(1 / (1 + Math.exp(END - i * STEP)));
        }
    }

    double at(double p) {
        double place = (Math.log(p / (1 - p)) + END) / STEP;
        if (place <= 0) {
            return values[0];
        }
        if (place >= NODES - 1) {
            return values[NODES - 1];
        }
        int left = (int) place;
        return values[left] + (place - left) * (values[left + 1] - values[left]);
    }
}
