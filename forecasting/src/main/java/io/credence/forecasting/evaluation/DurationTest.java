package io.credence.forecasting.evaluation;

import java.util.Arrays;

/**
 * The duration test of Christoffersen and Pelletier (2004): the days between hits have no memory. The alternative is a Weibull law,
 * whose shape b under 1 says that hits cluster; the statistic is the likelihood ratio of b = 1. The waits before the first and
 * after the last hit are censored.
 *
 * <p>The p-value is simulated by default, with the observed number of hits on random days: exact at any number of hits. With fewer than two hits
 * there is no wait to judge and the p-value is 1.
 */
public final class DurationTest {

    private final Reference reference;
    private final MonteCarlo monteCarlo;

    private DurationTest(Reference reference, MonteCarlo monteCarlo) {
        this.reference = reference;
        this.monteCarlo = monteCarlo;
    }

    /** By simulation. */
    public static DurationTest withDefaults() {
        return new DurationTest(Reference.FINITE_SAMPLE, MonteCarlo.DEFAULT);
    }

    /** By the limit law (chi-squared, one degree of freedom), or by simulation. */
    public DurationTest withReference(Reference value) {
        return new DurationTest(value, monteCarlo);
    }

    /** How the null is simulated. */
    public DurationTest withDraws(int draws, long seed) {
        return new DurationTest(reference, new MonteCarlo(draws, seed));
    }

    /** Tests. */
    public Result test(Hits hits) {
        if (hits.count() < 2) {
            return new Result(0, 1, 1);
        }
        WeibullFit fit = WeibullFit.of(hits);
        double pValue = reference == Reference.ASYMPTOTIC
                ? Likelihoods.chiSquaredPValue(fit.likelihoodRatio(), 1)
                : monteCarlo.upperPValue(
                        fit.likelihoodRatio(),
                        random -> WeibullFit.of(NullHits.shuffled(hits, random)).likelihoodRatio());
        return new Result(fit.likelihoodRatio(), pValue, fit.shape());
    }

    /**
     * @param statistic likelihood ratio, at least 0
     * @param shape of the Weibull law; under 1 hits cluster
     */
    public record Result(double statistic, double pValue, double shape) implements TestResult {}

    /**
     * The Weibull law of the waits with the largest likelihood. The scale is profiled out, {@code a^b = n / sum d^b} over n uncensored
     * waits, which leaves one equation in b whose left side falls: {@code n/b + sum log d - n sum d^b log d / sum d^b = 0}.
     */
    private record WeibullFit(double shape, double likelihoodRatio) {

        private static final double SMALLEST_SHAPE = 0.05;
        private static final double LARGEST_SHAPE = 20;

        static WeibullFit of(Hits hits) {
            Waits waits = Waits.of(hits);
            double low = SMALLEST_SHAPE;
            double high = LARGEST_SHAPE;
            while (high - low > 1e-7 * low) {
                double middle = Math.sqrt(low * high);
                boolean rises = waits.slope(middle) > 0;
                low = rises ? middle : low;
                high = rises ? high : middle;
            }
            double ratio = 2 * (waits.logLikelihood(low) - waits.logLikelihood(1));
            return new WeibullFit(low, Math.max(0, ratio));
        }
    }

    /**
     * @param logs of all waits
     * @param uncensored how many are
     * @param sum of the logs of those
     */
    private record Waits(double[] logs, int uncensored, double sum) {

        static Waits of(Hits hits) {
            int n = hits.count();
            double[] logs = new double[n + 1];
            for (int i = 1; i < n; i++) {
                logs[i] = Math.log(hits.at(i) - hits.at(i - 1));
            }
            double sum = Arrays.stream(logs).sum();
            int first = hits.at(0);
            int last = hits.days() - 1 - hits.at(n - 1);
            // A hit on the first or the last day leaves no wait outside; a wait of 0 days has weight 0 in every sum.
            logs[0] = first == 0 ? Double.NEGATIVE_INFINITY : Math.log(first);
            logs[n] = last == 0 ? Double.NEGATIVE_INFINITY : Math.log(last);
            return new Waits(logs, n - 1, sum);
        }

        double slope(double shape) {
            double powers = 0;
            double weighted = 0;
            for (double log : logs) {
                double power = Math.exp(shape * log);
                powers += power;
                weighted += power == 0 ? 0 : power * log;
            }
            return uncensored / shape + sum - uncensored * weighted / powers;
        }

        double logLikelihood(double shape) {
            double powers = 0;
            for (double log : logs) {
                powers += Math.exp(shape * log);
            }
            return uncensored * (Math.log(shape) + Math.log(uncensored / powers) - 1) + (shape - 1) * sum;
        }
    }
}
