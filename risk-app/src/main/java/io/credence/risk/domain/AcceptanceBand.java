package io.credence.risk.domain;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Where an observed share lies with a probability of at least 95 % if each of its trials succeeds with the expected
 * probability. Equal tails of the exact binomial distribution.
 *
 * @param low a share in [0, 1]
 * @param high a share in [0, 1]
 */
public record AcceptanceBand(double low, double high) {

    private static final double TAIL = 0.025;

    /**
     * @param trials independent trials; without any, every share is accepted
     * @param probability the expected share, in [0, 1]
     */
    public static AcceptanceBand of(int trials, double probability) {
        if (trials < 1) {
            return new AcceptanceBand(0, 1);
        }
        BinomialDistribution successes = BinomialDistribution.of(trials, probability);
        return new AcceptanceBand(
                (double) successes.inverseCumulativeProbability(TAIL) / trials,
                (double) successes.inverseCumulativeProbability(1 - TAIL) / trials);
    }
}
