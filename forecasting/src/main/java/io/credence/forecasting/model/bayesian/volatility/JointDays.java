package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much less several instruments tell than if their days were independent: markets are wild on the same days, and a year that all
 * lived through is one year. The data are absolute returns over their own exponential averages of a month, less 1, by date:
 * {@code sum x^2 / sum (sum of a day's x)^2}, which is 1 where days are independent and 1 / J where J instruments move as one (the design effect of
 * cluster sampling, Kish 1965).
 */
final class JointDays {

    private static final double GAIN = -Math.expm1(-1 / 22.0);

    /** A ratio over this says no more. */
    private static final double LARGEST = 8;

    private JointDays() {}

    /**
     * The share, over 0 and at most 1.
     *
     * @param histories with dates
     * @param before a date, from which on rows are not seen
     */
    static double share(List<ReturnHistory> histories, long before) {
        Map<Long, Double> days = new HashMap<>();
        double squares = 0;
        for (ReturnHistory history : histories) {
            double average = 0;
            for (int t = 0; t < history.size() && history.dateAt(t) < before; t++) {
                double size = Math.abs(history.returnAt(t));
                double x = average > 0 ? Math.min(size / average, LARGEST) - 1 : 0;
                // The first month finds the average.
                average += Math.max(GAIN, 1.0 / (t + 1)) * (size - average);
                squares += x * x;
                days.merge(history.dateAt(t), x, Double::sum);
            }
        }
        double joint = days.values().stream().mapToDouble(sum -> sum * sum).sum();
        return joint > squares ? squares / joint : 1;
    }
}
