package io.credence.bnn.inference.pbp;

import java.util.Arrays;

/**
 * Gaussian beliefs over the weights and the gamma belief over the precision of their prior, with the factors by which each weight's
 * prior stands in both: expectation propagation takes a factor out and puts its refined form back.
 *
 * <p>A working copy that one step changes.
 */
final class WeightBeliefs {

    private static final double LEAST_VARIANCE = 1e-100;

    final double[] means;
    final double[] variances;
    /** Prior factors' precision, precision times mean, shape - 1 and rate. */
    final double[][] factors;

    GammaBelief prior;

    WeightBeliefs(double[] means, double[] variances, double[][] factors, GammaBelief prior) {
        this.means = means.clone();
        this.variances = variances.clone();
        this.factors = Arrays.stream(factors).map(double[]::clone).toArray(double[][]::new);
        this.prior = prior;
    }

    /** Follows the gradient of log Z: mean + v g, variance - v^2 (g^2 - 2 g_v), where the result is a variance. */
    void absorb(double[] meanGradient, double[] varianceGradient) {
        for (int i = 0; i < means.length; i++) {
            double v = variances[i];
            double g = meanGradient[i];
            double variance = v - v * v * (g * g - 2 * varianceGradient[i]);
            double mean = means[i] + v * g;
            if (variance >= LEAST_VARIANCE && Double.isFinite(variance) && Double.isFinite(mean)) {
                means[i] = mean;
                variances[i] = variance;
            }
        }
    }

    void refinePriors() {
        for (int i = 0; i < means.length; i++) {
            refinePrior(i);
        }
    }

    /** Leaves a weight as it is where its belief without its prior is no distribution. */
    private void refinePrior(int i) {
        double precision = 1 / variances[i] - factors[0][i];
        double shape = prior.shape() - factors[2][i];
        double rate = prior.rate() - factors[3][i];
        if (!(precision > 0) || !GammaBelief.valid(shape, rate)) {
            return;
        }
        double v = 1 / precision;
        double m = v * (means[i] / variances[i] - factors[1][i]);
        GammaBelief cavity = new GammaBelief(shape, rate);
        double total = cavity.variance() + v;
        // the posterior of N(m, v) under a prior N(0, E[1 / precision])
        double variance = v * cavity.variance() / total;
        double mean = m * cavity.variance() / total;
        if (!(variance >= LEAST_VARIANCE) || !Double.isFinite(mean)) {
            return;
        }
        GammaBelief next = cavity.after(s -> -0.5 * (Math.log(s + v) + m * m / (s + v)));
        factors[0][i] = 1 / variance - precision;
        factors[1][i] = mean / variance - m * precision;
        factors[2][i] = next.shape() - shape;
        factors[3][i] = next.rate() - rate;
        means[i] = mean;
        variances[i] = variance;
        prior = next;
    }
}
