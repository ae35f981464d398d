package io.credence.forecasting.calibration;

/**
 * A value at risk and an expected shortfall of one level, as losses in percent.
 *
 * @param expectedShortfall never under the value at risk
 */
public record Tail(double valueAtRisk, double expectedShortfall) {

    private static final double SMALLEST_SCALE = 1e-6;

    public Tail {
        if (!(expectedShortfall >= valueAtRisk) || Double.isInfinite(valueAtRisk)) {
            throw new IllegalArgumentException("ES is " + expectedShortfall + " and VaR " + valueAtRisk
                    + "; both must be finite and ES not under VaR");
        }
    }

    /** The unit in which losses of calm and of wild days are alike: the expected shortfall, never under 1e-6. */
    double scale() {
        return Math.max(expectedShortfall, SMALLEST_SCALE);
    }

    double score(double loss) {
        return (loss - valueAtRisk) / scale();
    }

    /** Both moved by so many scales. */
    Tail moved(double scales) {
        double by = scales * scale();
        return new Tail(valueAtRisk + by, expectedShortfall + by);
    }
}
