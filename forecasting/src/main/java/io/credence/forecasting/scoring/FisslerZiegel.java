package io.credence.forecasting.scoring;

import io.credence.forecasting.distribution.ConfidenceLevel;

/**
 * The loss FZ0 of Patton, Ziegel and Chen (2019), the scale-free member of the scores of Fissler and Ziegel (2016) under which
 * value at risk and expected shortfall are elicitable together: its expectation is least at the true pair.
 *
 * <pre>FZ0(v, e, y) = -1{y &lt;= v} (v - y) / (alpha e) + v / e + log(-e) - 1</pre>
 *
 * with v and e the negated value at risk and expected shortfall, y the return and alpha the tail's probability. Differences of
 * FZ0 do not change with the unit of returns; the level does, by the log of the unit, so it is stated in percent. Lower is better.
 */
public final class FisslerZiegel {

    /** Expected shortfalls under this, in percent, are scored as this: the logarithm needs a loss. */
    public static final double SMALLEST_SHORTFALL = 1e-6;

    private FisslerZiegel() {}

    /**
     * @param valueAtRisk a loss in percent, positive when money is lost
     * @param expectedShortfall a loss in percent, never under the value at risk
     * @param realised the return in percent
     * @throws IllegalArgumentException when the expected shortfall lies inside the value at risk
     */
    public static double score(ConfidenceLevel level, double valueAtRisk, double expectedShortfall, double realised) {
        if (!(expectedShortfall >= valueAtRisk)) {
            throw new IllegalArgumentException(
                    "expected shortfall is " + expectedShortfall + " and value at risk " + valueAtRisk
                            + "; the former must not be under the latter. Maybe one of them has the sign of a return?");
        }
        double shortfall = Math.max(expectedShortfall, SMALLEST_SHORTFALL);
        double excess = Math.max(0, -realised - valueAtRisk);
        return excess / (level.tail() * shortfall) + valueAtRisk / shortfall + Math.log(shortfall) - 1;
    }
}
