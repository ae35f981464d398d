package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.StandardLaw;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The innovations of simulated paths: the same stratified set for every step, in an order of its own for each (Latin
 * hypercube sampling; McKay, Beckman and Conover 1979). With an innovation goes the range that a day had whose residual was
 * of its rank, as a multiple of that day's variance: large moves bring wide ranges.
 */
final class Shocks {

    /** Of one forecast. */
    static final int PATHS = 4000;

    private static final long SEED = 0x5EED_0F_F0CA57L;

    private final double[] innovations;
    private final double[] ranges;

    private Shocks(double[] innovations, double[] ranges) {
        this.innovations = innovations;
        this.ranges = ranges;
    }

    double innovation(int stratum) {
        return innovations[stratum];
    }

    /** The range variance over the variance; NaN where there are no ranges. */
    double range(int stratum) {
        return ranges.length == 0 ? Double.NaN : ranges[stratum];
    }

    /** The strata of one step, path by path. */
    static int[] order(int step) {
        int[] order = IntStream.range(0, PATHS).toArray();
        SplittableRandom random = new SplittableRandom(SEED + step);
        for (int i = PATHS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * What they are made of when first asked for: most predictors forecast one step alone.
     *
     * @param mean of the returns
     * @param variances of the sample's rows
     */
    record Lazy(StandardLaw law, Sample sample, double mean, double[] variances) {

        Shocks make() {
            double[] innovations = IntStream.range(0, PATHS)
                    .mapToDouble(i -> law.quantile((i + 0.5) / PATHS))
                    .toArray();
            return new Shocks(
                    innovations, sample.hasRanges() ? rangesByRank(sample, mean, variances, PATHS) : new double[0]);
        }
    }

    /** The ranges over the variances, by rank of the residuals. */
    static double[] rangesByRank(Sample sample, double mean, double[] variances, int count) {
        double[] residuals = sample.residuals(mean, variances);
        int[] byRank = IntStream.range(0, residuals.length)
                .boxed()
                .sorted((a, b) -> Double.compare(residuals[a], residuals[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranges = new double[count];
        Arrays.setAll(ranges, i -> {
            int day = byRank[(int) ((i + 0.5) / count * byRank.length)];
            return sample.ranges()[day] / variances[day];
        });
        return ranges;
    }
}
