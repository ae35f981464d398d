package io.credence.forecasting.evaluation;

/** What every test of a hypothesis answers. */
public interface TestResult {

    /** The value of the test's statistic. */
    double statistic();

    /** The probability of a statistic at least as extreme where the hypothesis holds; 1 where the data can say nothing. */
    double pValue();

    /**
     * Whether the hypothesis is rejected.
     *
     * @param significance the tolerated probability of a false rejection, between 0 and 0.5, as 0.05
     */
    default boolean reject(double significance) {
        if (!(significance > 0 && significance <= 0.5)) {
            throw new IllegalArgumentException(
                    "significance is " + significance + "; it must lie between 0 and 0.5, as in 0.05");
        }
        return pValue() < significance;
    }
}
