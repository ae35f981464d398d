package io.credence.forecasting.evaluation;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Likelihood ratios of counts, in logarithms throughout: products of thousands of probabilities underflow. */
final class Likelihoods {

    private Likelihoods() {}

    /** The log likelihood of successes and failures at a probability; 0 log 0 is 0. */
    static double bernoulli(long successes, long failures, double probability) {
        return xLogY(successes, probability) + xLogY(failures, 1 - probability);
    }

    /** As {@link #bernoulli(long, long, double)}, at the share of successes. */
    static double bernoulliAtItsBest(long successes, long failures) {
        long all = successes + failures;
        return all == 0 ? 0 : bernoulli(successes, failures, (double) successes / all);
    }

    private static double xLogY(long x, double y) {
        return x == 0 ? 0 : x * Math.log(y);
    }

    /** The probability of a larger chi-squared value. */
    static double chiSquaredPValue(double statistic, double degreesOfFreedom) {
        return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(Math.max(0, statistic));
    }
}
