package io.credence.forecasting.model.bayesian.hybrid;

import java.util.Arrays;

/**
 * What a network sees of the past beside the recursion's scale sigma: logarithms of exponential averages of absolute returns and of ranges over sigma, and of returns
 * over sigma, with their sign. None has a unit. Mutable, of one thread; an update is O(1).
 */
final class ResidualInputs {

    private static final double[] SPANS = {2, 5, 22, 66};
    private static final int KINDS = 3;

    static final int COUNT = KINDS * SPANS.length;

    /** A crazy print says no more than this. */
    private static final double MOST = 4;

    private static final double LEAST = 1e-12;

    private final double[][] averages = new double[KINDS][SPANS.length];
    private boolean begun;

    ResidualInputs copy() {
        ResidualInputs copy = new ResidualInputs();
        for (int kind = 0; kind < KINDS; kind++) {
            copy.averages[kind] = averages[kind].clone();
        }
        copy.begun = begun;
        return copy;
    }

    /**
     * Of the next return.
     *
     * @param sigma its deviation by the recursion
     */
    double[] at(double sigma) {
        double[] inputs = new double[COUNT];
        for (int span = 0; span < SPANS.length; span++) {
            inputs[span] = bounded(Math.log(Math.max(averages[0][span], LEAST * sigma) / sigma));
            inputs[SPANS.length + span] = bounded(Math.log(Math.max(averages[1][span], LEAST * sigma) / sigma));
            inputs[2 * SPANS.length + span] = bounded(averages[2][span] / sigma);
        }
        return inputs;
    }

    private static double bounded(double value) {
        return Math.clamp(value, -MOST, MOST);
    }

    /**
     * @param rangeVariance NaN where there is none: then the return's size stands for it
     */
    void update(double returnPercent, double rangeVariance) {
        double size = Math.abs(returnPercent);
        double range = Double.isNaN(rangeVariance) ? size : Math.sqrt(rangeVariance);
        double[] today = {size, range, returnPercent};
        for (int kind = 0; kind < KINDS; kind++) {
            if (!begun) {
                Arrays.fill(averages[kind], kind < 2 ? today[kind] : 0);
            }
            for (int span = 0; span < SPANS.length; span++) {
                averages[kind][span] += -Math.expm1(-1 / SPANS[span]) * (today[kind] - averages[kind][span]);
            }
        }
        begun = true;
    }
}
