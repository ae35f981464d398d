package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.volatility.VolatilityLikelihood;
import java.util.stream.IntStream;

/**
 * Unbounded coordinates u of a GJR-type model's working parameters x: the mean as it is; the log of the long-run variance over the
 * sample's, {@code x_1 = log s^2 + u_1 + log(1 - P)}, which is far less entangled with the persistence P than log omega; and
 * {@code lower + (upper - lower) / (1 + exp(-u))} for all others. A recursion without a persistence has only the first and the last kind. Parameters that the likelihood holds fixed have none.
 */
final class Coordinates {

    private static final int MEAN = 0;
    private static final int LEVEL = 1;
    private static final int PERSISTENCE = 2;

    /** A start on a bound is moved inside by this share. */
    private static final double INSIDE = 0.01;

    private final double[] lower;
    private final double[] upper;
    private final double logVariance;
    private final boolean persistent;
    private final int[] free;

    /**
     * @param persistent whether working parameters 1 and 2 are the log of a constant and a persistence
     */
    Coordinates(VolatilityLikelihood likelihood, boolean persistent) {
        this.persistent = persistent;
        lower = likelihood.lower();
        upper = likelihood.upper();
        logVariance = Math.log(likelihood.sampleVariance());
        free = IntStream.range(0, lower.length).filter(i -> lower[i] < upper[i]).toArray();
    }

    int dimension() {
        return free.length;
    }

    /** The parameter that a coordinate is of. */
    int parameter(int coordinate) {
        return free[coordinate];
    }

    double[] working(double[] u) {
        double[] x = lower.clone();
        for (int k = 0; k < free.length; k++) {
            int i = free[k];
            x[i] = isLinear(i) ? u[k] : lower[i] + (upper[i] - lower[i]) * logistic(u[k]);
        }
        if (persistent) {
            x[LEVEL] += logVariance + Math.log1p(-x[PERSISTENCE]);
        }
        return x;
    }

    private boolean isLinear(int i) {
        return i == MEAN || i == LEVEL && persistent;
    }

    double[] unbounded(double[] x) {
        double[] u = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            int i = free[k];
            double share = Math.clamp((x[i] - lower[i]) / (upper[i] - lower[i]), INSIDE, 1 - INSIDE);
            u[k] = isLinear(i) ? x[i] : Math.log(share / (1 - share));
            if (isLinear(i) && i == LEVEL) {
                u[k] -= logVariance + Math.log1p(-x[PERSISTENCE]);
            }
        }
        return u;
    }

    /** The gradient by u from that by x at {@code working(u)}. */
    double[] pullBack(double[] u, double[] byWorking) {
        double[] byUnbounded = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            int i = free[k];
            if (isLinear(i)) {
                byUnbounded[k] = byWorking[i];
                continue;
            }
            double share = logistic(u[k]);
            double value = lower[i] + (upper[i] - lower[i]) * share;
            double total =
                    persistent && i == PERSISTENCE ? byWorking[i] - byWorking[LEVEL] / (1 - value) : byWorking[i];
            byUnbounded[k] = total * (upper[i] - lower[i]) * share * (1 - share);
        }
        return byUnbounded;
    }

    private static double logistic(double u) {
        return 1 / (1 + Math.exp(-u));
    }
}
