package io.credence.forecasting.evaluation;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * The test of Kolmogorov and Smirnov that PITs are uniform, whatever their order in time. The statistic is the largest distance between the
 * empirical and the uniform distribution function.
 */
public final class PitUniformityTest {

    private static final PitUniformityTest DEFAULTS = new PitUniformityTest();

    private PitUniformityTest() {}

    /** There is nothing to choose. */
    public static PitUniformityTest withDefaults() {
        return DEFAULTS;
    }

    /** Tests PITs, each in [0, 1], at least 2. */
    public Result test(double[] pits) {
        var found = KolmogorovSmirnovTest.withDefaults().test(pits, u -> Math.clamp(u, 0, 1));
        return new Result(found.getStatistic(), found.getPValue());
    }

    /**
     * @param statistic the largest distance, in [0, 1]
     */
    public record Result(double statistic, double pValue) implements TestResult {}
}
