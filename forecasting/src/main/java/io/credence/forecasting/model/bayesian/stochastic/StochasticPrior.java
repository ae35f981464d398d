package io.credence.forecasting.model.bayesian.stochastic;

import java.util.Arrays;
import java.util.List;

/**
 * Independent normal priors of unbounded coordinates: of {@link StochasticParameters}, or of a {@link LatentStructure}.
 *
 * @param mean of each
 * @param deviation of each, positive
 */
record StochasticPrior(double[] mean, double[] deviation) {

    /**
     * Says little. Medians, and what 95 % of the prior lies between: level the sample's less 0.5 (3 either way); persistence 0.982 (0.84 to
     * 0.998); deviation 0.74 (0.19 to 2.9); degrees of freedom 5.3 (2.7 to 18); stale share 3 % (0.2 % to 36 %).
     */
    static final StochasticPrior WEAKLY_INFORMATIVE =
            new StochasticPrior(new double[] {-0.5, 4, -0.3, 1.2, -3.5}, new double[] {1.5, 1.2, 0.7, 0.8, 1.5});

    /** Members of a panel are never taken to be more alike than this. */
    private static final double LEAST_DEVIATION = 0.1;

    /**
     * Partial pooling: the prior of one member is the population that the panel's posteriors show, by moments (Efron and Morris 1975): their
     * means' variance less the mean of their own variances, and a little more since the population's mean is an estimate.
     *
     * @param means of at least two members' posteriors
     * @param variances of the same
     */
    static StochasticPrior ofPanel(List<double[]> means, List<double[]> variances) {
        int count = means.size();
        double[] mean = new double[StochasticParameters.DIMENSION];
        double[] deviation = new double[mean.length];
        for (int k = 0; k < mean.length; k++) {
            int coordinate = k;
            double centre = average(means, k);
            double squares = means.stream()
                    .mapToDouble(each -> (each[coordinate] - centre) * (each[coordinate] - centre))
                    .sum();
            double between = Math.max(0, squares / (count - 1) - average(variances, k));
            mean[k] = centre;
            deviation[k] = Math.max(LEAST_DEVIATION, Math.sqrt(between * (1 + 1.0 / count)));
        }
        return new StochasticPrior(mean, deviation);
    }

    private static double average(List<double[]> rows, int coordinate) {
        return rows.stream().mapToDouble(each -> each[coordinate]).average().orElseThrow();
    }

    double logDensity(double[] u) {
        double sum = 0;
        for (int k = 0; k < u.length; k++) {
            double distance = (u[k] - mean[k]) / deviation[k];
            sum -= 0.5 * distance * distance;
        }
        return sum;
    }

    /** The logarithm of the product of its deviations. */
    double logScale() {
        return Arrays.stream(deviation).map(Math::log).sum();
    }
}
