package io.credence.forecasting.evaluation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Kupiec's (1995) test of unconditional coverage: hits come with the tail's probability. The statistic is twice the log likelihood
 * ratio of the share of hits against that probability, chi-squared with one degree of freedom in the limit.
 *
 * <p>The number of hits is binomial under the null, so its law at any number of days is enumerated: at 250 days and 99 % the limit law's
 * 5 % test rejects forecasts that were never hit, and its true size is 9.5 %.
 */
public final class KupiecTest {

    private static final KupiecTest DEFAULTS = new KupiecTest(Reference.FINITE_SAMPLE);

    private final Reference reference;

    private KupiecTest(Reference reference) {
        this.reference = reference;
    }

    /** By the binomial law. */
    public static KupiecTest withDefaults() {
        return DEFAULTS;
    }

    /** By the limit law, as most published tables have it, or by the binomial law. */
    public KupiecTest withReference(Reference value) {
        return new KupiecTest(value);
    }

    /** Tests. */
    public Result test(Hits hits) {
        double statistic =
                likelihoodRatio(hits.count(), hits.days(), hits.level().tail());
        double pValue = reference == Reference.ASYMPTOTIC
                ? Likelihoods.chiSquaredPValue(statistic, 1)
                : enumerated(statistic, hits.days(), hits.level().tail());
        return new Result(statistic, pValue, hits.count(), hits.days());
    }

    static double likelihoodRatio(int hits, int days, double probability) {
        double best = Likelihoods.bernoulliAtItsBest(hits, days - hits);
        return Math.max(0, 2 * (best - Likelihoods.bernoulli(hits, days - hits, probability)));
    }

    private static double enumerated(double statistic, int days, double probability) {
        BinomialDistribution law = BinomialDistribution.of(days, probability);
        double sum = 0;
        for (int x = 0; x <= days; x++) {
            double mass = law.probability(x);
            // The masses rise to the mean and fall after it: what is under this adds nothing.
            if (mass < 1e-17 && x > days * probability) {
                break;
            }
            sum += likelihoodRatio(x, days, probability) >= statistic - 1e-9 ? mass : 0;
        }
        return Math.min(1, sum);
    }

    /**
     * @param statistic likelihood ratio, at least 0
     * @param hits how many
     * @param days how many
     */
    public record Result(double statistic, double pValue, int hits, int days) implements TestResult {}
}
