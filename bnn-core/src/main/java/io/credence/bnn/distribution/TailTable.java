package io.credence.bnn.distribution;

import java.util.function.DoubleUnaryOperator;

/**
 * A smooth falling function of z in [0, infinity) as piecewise quintics that match value, slope and curvature at the knots, about
 * ten nanoseconds a look-up. Knots are even in {@code u = z / (REACH + z)}; beyond the last one the function itself is called.
 *
 * <p>A quintic errs by at most {@code h^6 max|g^(6)| / 46080} (Ciarlet, Schultz and Varga 1967): 1e-15 near the centre; where the
 * function falls by a factor exp(-0.35) from knot to knot, 4e-8 of itself, and there the table ends.
 */
final class TailTable {

    /** Intervals from z = 0 to infinity, of which the last ones are not tabled. */
    static final int INTERVALS = 512;

    /** The z in the middle of the table. */
    private static final double REACH = 4;

    /** The table ends where the function falls faster than this, in nats per interval. */
    static final double STEEPEST = 0.35;

    private static final int TERMS = 6;

    private final double[] coefficients;
    private final int intervals;
    private final DoubleUnaryOperator beyond;

    /**
     * From the function's values at the knots.
     *
     * @param values at knots 0 to n
     * @param slopes first derivatives in z
     * @param curvatures second derivatives in z
     * @param beyond the function itself, for z beyond knot n
     */
    TailTable(double[] values, double[] slopes, double[] curvatures, DoubleUnaryOperator beyond) {
        this.intervals = values.length - 1;
        this.beyond = beyond;
        this.coefficients = new double[TERMS * intervals];
        for (int i = 0; i < intervals; i++) {
            fill(i, values, slopes, curvatures);
        }
    }

    /** The z of a knot. */
    static double knot(double index) {
        double u = index / INTERVALS;
        return REACH * u / (1 - u);
    }

    /** dz by d(index) at a knot. */
    static double spacing(double index) {
        double rest = 1 - index / INTERVALS;
        return REACH / (rest * rest * INTERVALS);
    }

    /** The function at z, at least 0. */
    double value(double z) {
        double x = INTERVALS * z / (REACH + z);
        int i = (int) x;
        if (!(i < intervals)) {
            return beyond.applyAsDouble(z);
        }
        double t = x - i;
        int c = TERMS * i;
        double[] k = coefficients;
        return k[c] + t * (k[c + 1] + t * (k[c + 2] + t * (k[c + 3] + t * (k[c + 4] + t * k[c + 5]))));
    }

    /** The derivative at z, at least 0 and within the table; NaN beyond. */
    double slope(double z) {
        double sum = REACH + z;
        double x = INTERVALS * z / sum;
        int i = (int) x;
        if (!(i < intervals)) {
            return Double.NaN;
        }
        double t = x - i;
        int c = TERMS * i;
        double[] k = coefficients;
        double inX = k[c + 1] + t * (2 * k[c + 2] + t * (3 * k[c + 3] + t * (4 * k[c + 4] + t * 5 * k[c + 5])));
        return inX * INTERVALS * REACH / (sum * sum);
    }

    /**
     * The z at which the function is p, nearly: linear between knots, for a start of Newton's method.
     *
     * @param p at most the value at 0
     */
    double roughInverse(double p) {
        int low = 0;
        int high = intervals;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (coefficients[TERMS * middle] >= p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int c = TERMS * low;
        double slope = coefficients[c + 1];
        double t = slope == 0 ? 0 : (p - coefficients[c]) / slope;
        return knot(low + Math.clamp(t, 0, 1));
    }

    /** The quintic Hermite interpolant in the index, after the chain rule for z(index). */
    private void fill(int i, double[] values, double[] slopes, double[] curvatures) {
        double d0 = slopes[i] * spacing(i);
        double d1 = slopes[i + 1] * spacing(i + 1);
        double s0 = curvature(i, slopes[i], curvatures[i]);
        double s1 = curvature(i + 1, slopes[i + 1], curvatures[i + 1]);
        double rise = values[i + 1] - values[i];
        int c = TERMS * i;
        coefficients[c] = values[i];
        coefficients[c + 1] = d0;
        coefficients[c + 2] = 0.5 * s0;
        coefficients[c + 3] = 10 * rise - 6 * d0 - 4 * d1 - 1.5 * s0 + 0.5 * s1;
        coefficients[c + 4] = -15 * rise + 8 * d0 + 7 * d1 + 1.5 * s0 - s1;
        coefficients[c + 5] = 6 * rise - 3 * (d0 + d1) - 0.5 * (s0 - s1);
    }

    private static double curvature(int i, double slope, double curvature) {
        double spacing = spacing(i);
        double bend = 2 * spacing / (INTERVALS - i);
        return curvature * spacing * spacing + slope * bend;
    }
}
