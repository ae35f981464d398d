package io.credence.bnn.bench.methods;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was measured, against which bound
 * @param measured the figure
 * @param passed whether it is inside the bound
 */
public record Verdict(String check, String measured, boolean passed) {

    /** A figure that must not be above a bound. */
    public static Verdict atMost(String what, double measured, double bound) {
        return new Verdict(what + " <= " + figure(bound), figure(measured), measured <= bound);
    }

    /** A figure that must not be below a bound. */
    public static Verdict atLeast(String what, double measured, double bound) {
        return new Verdict(what + " >= " + figure(bound), figure(measured), measured >= bound);
    }

    /** A figure that must lie between two bounds. */
    public static Verdict between(String what, double measured, double low, double high) {
        return new Verdict(
                what + " in " + figure(low) + " to " + figure(high),
                figure(measured),
                measured >= low && measured <= high);
    }

    /** Both must pass. */
    public Verdict and(Verdict other) {
        return new Verdict(check + "; " + other.check, measured + "; " + other.measured, passed && other.passed);
    }

    static String figure(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return Long.toString((long) value);
        }
        return size >= 1e-3 && size < 1e6
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.1e", value);
    }
}
