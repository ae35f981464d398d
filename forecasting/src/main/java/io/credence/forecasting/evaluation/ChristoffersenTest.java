package io.credence.forecasting.evaluation;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Christoffersen's (1998) tests against a first-order Markov chain of hits. Independence: a hit today says nothing about tomorrow
 * (likelihood ratio with one degree of freedom). Conditional coverage: that, and the right share of hits (the sum with Kupiec's, two
 * degrees).
 *
 * <p>At 99 % two hits in a row are rare and the limit laws are far off, so p-values are simulated: for conditional coverage with
 * independent hits of the tail's probability, for independence with the observed number of hits put on random days, which is exact.
 */
public final class ChristoffersenTest {

    private final boolean conditional;
    private final Reference reference;
    private final MonteCarlo monteCarlo;

    private ChristoffersenTest(boolean conditional, Reference reference, MonteCarlo monteCarlo) {
        this.conditional = conditional;
        this.reference = reference;
        this.monteCarlo = monteCarlo;
    }

    /** The test of independence alone. */
    public static ChristoffersenTest ofIndependence() {
        return new ChristoffersenTest(false, Reference.FINITE_SAMPLE, MonteCarlo.DEFAULT);
    }

    /** The test of conditional coverage: independence and the right share. */
    public static ChristoffersenTest ofConditionalCoverage() {
        return new ChristoffersenTest(true, Reference.FINITE_SAMPLE, MonteCarlo.DEFAULT);
    }

    /** By the limit law, or by simulation. */
    public ChristoffersenTest withReference(Reference value) {
        return new ChristoffersenTest(conditional, value, monteCarlo);
    }

    /** How the null is simulated. */
    public ChristoffersenTest withDraws(int draws, long seed) {
        return new ChristoffersenTest(conditional, reference, new MonteCarlo(draws, seed));
    }

    /** Tests. */
    public Result test(Hits hits) {
        double statistic = statistic(hits);
        return new Result(statistic, pValue(hits, statistic), hits.pairs(1));
    }

    private double pValue(Hits hits, double statistic) {
        if (reference == Reference.ASYMPTOTIC) {
            return Likelihoods.chiSquaredPValue(statistic, conditional ? 2 : 1);
        }
        Function<SplittableRandom, Hits> draw = conditional
                ? random -> NullHits.independent(hits.level(), hits.days(), random)
                : random -> NullHits.shuffled(hits, random);
        return monteCarlo.upperPValue(statistic, random -> statistic(draw.apply(random)));
    }

    private double statistic(Hits hits) {
        double coverage = conditional
                ? KupiecTest.likelihoodRatio(
                        hits.count(), hits.days(), hits.level().tail())
                : 0;
        return coverage + independence(hits);
    }

    private static double independence(Hits hits) {
        if (hits.count() == 0) {
            return 0;
        }
        int n11 = hits.pairs(1);
        int n10 = hits.count() - n11 - (hits.isHit(hits.days() - 1) ? 1 : 0);
        int n01 = hits.count() - n11 - (hits.isHit(0) ? 1 : 0);
        int n00 = hits.days() - 1 - n11 - n10 - n01;
        double chain = Likelihoods.bernoulliAtItsBest(n01, n00) + Likelihoods.bernoulliAtItsBest(n11, n10);
        return Math.max(0, 2 * (chain - Likelihoods.bernoulliAtItsBest(n01 + n11, n00 + n10)));
    }

    /**
     * @param statistic likelihood ratio, at least 0
     * @param consecutive how many hits were followed by another on the next day
     */
    public record Result(double statistic, double pValue, int consecutive) implements TestResult {}
}
