package io.credence.forecasting.drift.familiar;

/**
 * The Page-Hinkley test on the folded PIT {@code |2u - 1|}, whose mean is 1/2 where forecasts are right and larger where they are too narrow:
 * the cumulative deviation from the running mean, less a tolerance, over its minimum; alarm at a threshold (Gama et al. 2014).
 */
public final class PageHinkley implements PitAlarm {

    private final double tolerance;
    private final double threshold;
    private long count;
    private double mean;
    private double sum;
    private double smallest;

    private PageHinkley(double tolerance, double threshold) {
        this.tolerance = tolerance;
        this.threshold = threshold;
    }

    /** With the usual tolerance 0.005 and threshold 50. */
    public static PageHinkley withDefaults() {
        return of(0.005, 50);
    }

    /**
     * @param tolerance of the mean, at least 0
     * @param threshold above 0
     */
    public static PageHinkley of(double tolerance, double threshold) {
        if (!(tolerance >= 0 && threshold > 0)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + " and threshold " + threshold
                    + "; they must be at least 0 and above 0. Maybe 0.005 and 50");
        }
        return new PageHinkley(tolerance, threshold);
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        double folded = Math.abs(2 * pit - 1);
        count++;
        mean += (folded - mean) / count;
        sum += folded - mean - tolerance;
        smallest = Math.min(smallest, sum);
        return sum - smallest > threshold;
    }
}
