package io.credence.forecasting.bench.desk;

import io.credence.forecasting.dataset.ReturnSeries;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Other worlds made of a series. */
final class Worlds {

    private Worlds() {}

    /** The first half alone, which choices may be made on. */
    static ReturnSeries firstHalf(ReturnSeries series) {
        int end = series.size() / 2;
        double[] ranges = series.ranges();
        return new ReturnSeries(
                series.instrument(),
                series.times().subList(0, end),
                Arrays.copyOf(series.returns(), end),
                ranges.length == 0 ? ranges : Arrays.copyOf(ranges, end),
                series.repairs());
    }

    /** The same days in another order, a range with its return, under the old dates: nothing can be forecast but the whole law. */
    static ReturnSeries shuffled(ReturnSeries series, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = series.returns();
        double[] ranges = series.ranges();
        for (int i = returns.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            swap(returns, i, j);
            if (ranges.length > 0) {
                swap(ranges, i, j);
            }
        }
        return new ReturnSeries(series.instrument(), series.times(), returns, ranges, series.repairs());
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
