package io.credence.forecasting.drift;

/**
 * When a fault starts: with probability 0.64 it was there from the first bar, else its bar has the heavy tail {@code P(start >= n) =
 * 1/(1 + n/2500)}. A start at bar n then costs about {@code log(2.8 (n + 2500)^2 / 2500)} nats once, 9.5 at bar 1,000, less what its
 * neighbours give back: a start a few bars off finds the same fault.
 */
final class StartPrior {

    private static final double FIRST = 0.64;
    private static final double BARS = 2500;

    private StartPrior() {}

    /** The probability of a start at the n-th bar, counted from 0, or after it. */
    static double notBefore(int n) {
        return n == 0 ? 1 : (1 - FIRST) / (1 + n / BARS);
    }

    /** The log probability of a start at the n-th bar. */
    static double log(int n) {
        // The difference of neighbours, without its cancellation.
        return n == 0
                ? Math.log(1 - notBefore(1))
                : Math.log((1 - FIRST) / BARS) - Math.log1p(n / BARS) - Math.log1p((n + 1) / BARS);
    }
}
