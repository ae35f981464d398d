package io.credence.forecasting.backtest;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The test of Diebold and Mariano (1995) that a mean of score differences is zero, with the long-run variance of Newey and
 * West (1987): Bartlett weights keep it from being negative.
 *
 * @param count of differences
 * @param mean of them
 * @param standardError of the mean; 0 where all differences are equal
 * @param lags autocovariances counted
 */
record DieboldMariano(int count, double mean, double standardError, int lags) {

    /**
     * @param overlap how many neighbours share part of their outcome: the longest horizon less one
     */
    static DieboldMariano of(double[] differences, int overlap) {
        int n = differences.length;
        // Newey and West's (1994) rule for the lags, and never fewer than the overlap of outcomes.
        int rule = (int) Math.floor(4 * Math.pow(n / 100.0, 2.0 / 9));
        int lags = Math.clamp(Math.max(overlap, rule), 0, n - 1);
        double mean = 0;
        for (double difference : differences) {
            mean += difference / n;
        }
        double variance = covariance(differences, mean, 0);
        for (int lag = 1; lag <= lags; lag++) {
            variance += 2 * (1 - lag / (lags + 1.0)) * covariance(differences, mean, lag);
        }
        return new DieboldMariano(n, mean, Math.sqrt(Math.max(variance, 0) / n), lags);
    }

    /** Mean over standard error; 0 where the differences do not vary. */
    double statistic() {
        return standardError > 0 ? mean / standardError : 0;
    }

    /** The probability of so low a statistic where the true mean is zero. */
    double lowerPValue() {
        return TDistribution.of(count - 1.0).cumulativeProbability(statistic());
    }

    private static double covariance(double[] differences, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < differences.length; i++) {
            sum += (differences[i] - mean) * (differences[i - lag] - mean);
        }
        return sum / differences.length;
    }
}
