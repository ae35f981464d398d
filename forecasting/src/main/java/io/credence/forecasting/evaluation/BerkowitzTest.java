package io.credence.forecasting.evaluation;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Berkowitz's (2001) test: the normal scores of the PITs are independent standard normal. The alternative is a Gaussian autoregression of
 * order one with its own mean, variance and slope; twice the log likelihood ratio, given the first score, is chi-squared with three
 * degrees of freedom in the limit, which is close from a hundred days on.
 */
public final class BerkowitzTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final BerkowitzTest DEFAULTS = new BerkowitzTest(1e-10);

    private final double bound;

    private BerkowitzTest(double bound) {
        this.bound = bound;
    }

    /** PITs nearer to 0 or 1 than 1e-10 count as that near. */
    public static BerkowitzTest withDefaults() {
        return DEFAULTS;
    }

    /** Another bound of the PITs, over 0 and under 0.01. */
    public BerkowitzTest withBound(double value) {
        if (!(value > 0 && value < 0.01)) {
            throw new IllegalArgumentException("bound is " + value + "; it must lie between 0 and 0.01, as in 1e-10");
        }
        return new BerkowitzTest(value);
    }

    /** Tests PITs, each in [0, 1], in time order, at least 10. */
    public Result test(double[] pits) {
        if (pits.length < 10) {
            throw new IllegalArgumentException("PITs are " + pits.length + "; there must be at least 10");
        }
        double[] scores = Arrays.stream(pits)
                .map(pit -> NORMAL.inverseCumulativeProbability(Math.clamp(pit, bound, 1 - bound)))
                .toArray();
        return autoregression(scores);
    }

    private static Result autoregression(double[] z) {
        int n = z.length - 1;
        double before = 0;
        double after = 0;
        for (int i = 0; i < n; i++) {
            before += z[i] / n;
            after += z[i + 1] / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double null2 = 0;
        for (int i = 0; i < n; i++) {
            xx += (z[i] - before) * (z[i] - before);
            xy += (z[i] - before) * (z[i + 1] - after);
            yy += (z[i + 1] - after) * (z[i + 1] - after);
            null2 += z[i + 1] * z[i + 1];
        }
        double slope = xx > 0 ? xy / xx : 0;
        double variance = Math.max(1e-300, (yy - slope * xy) / n);
        double statistic = Math.max(0, null2 - n * (1 + Math.log(variance)));
        double pValue = Likelihoods.chiSquaredPValue(statistic, 3);
        return new Result(statistic, pValue, after - slope * before, variance, slope);
    }

    /**
     * @param statistic likelihood ratio, at least 0
     * @param intercept of the autoregression; 0 where forecasts are right
     * @param variance of its noise; 1 where they are right
     * @param slope of it; 0 where they are right
     */
    public record Result(double statistic, double pValue, double intercept, double variance, double slope)
            implements TestResult {}
}
