package io.credence.forecasting.evaluation;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The test of Diebold and Mariano (1995) that a mean of score differences is zero, with the long-run variance of Newey and
 * West (1987): Bartlett weights keep it from being negative.
 */
public final class DieboldMarianoTest {

    private final int overlap;

    private DieboldMarianoTest(int overlap) {
        this.overlap = overlap;
    }

    /** For outcomes that share nothing. */
    public static DieboldMarianoTest withDefaults() {
        return new DieboldMarianoTest(0);
    }

    /**
     * @param neighbours how many neighbours share part of their outcome: the longest horizon less one
     */
    public DieboldMarianoTest withOverlap(int neighbours) {
        if (neighbours < 0) {
            throw new IllegalArgumentException("overlap is " + neighbours + "; it must be at least 0");
        }
        return new DieboldMarianoTest(neighbours);
    }

    /** Tests score differences in time order, at least one. */
    public Result test(double[] differences) {
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
        return new Result(n, mean, Math.sqrt(Math.max(variance, 0) / n), lags);
    }

    private static double covariance(double[] differences, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < differences.length; i++) {
            sum += (differences[i] - mean) * (differences[i - lag] - mean);
        }
        return sum / differences.length;
    }

    /**
     * @param count of differences
     * @param mean of them
     * @param standardError of the mean; 0 where all differences are equal
     * @param lags autocovariances counted
     */
    public record Result(int count, double mean, double standardError, int lags) implements TestResult {

        /** Mean over standard error; 0 where the differences do not vary. */
        @Override
        public double statistic() {
            return standardError > 0 ? mean / standardError : 0;
        }

        /** Two-sided. */
        @Override
        public double pValue() {
            return 2 * Math.min(lowerPValue(), 1 - lowerPValue());
        }

        /** The probability of so low a statistic where the true mean is zero. */
        public double lowerPValue() {
            return TDistribution.of(Math.max(1, count - 1.0)).cumulativeProbability(statistic());
        }
    }
}
