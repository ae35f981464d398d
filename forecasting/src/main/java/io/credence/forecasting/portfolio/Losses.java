package io.credence.forecasting.portfolio;

import java.util.Arrays;

/**
 * Losses of equally likely scenarios, in order of scenario, with the sample's own VaR and ES.
 *
 * <p>VaR is the quantile between order statistics at {@code n level + 1/2} (Hazen), that of evenly spaced points. ES is the
 * mean of the worst {@code n (1 - level)}, the last of them in part (Acerbi and Tasche 2002), and is sub-additive on any
 * one set of scenarios.
 */
final class Losses {

    private final double[] losses;
    private final double[] sorted;

    Losses(double[] losses) {
        this.losses = losses;
        this.sorted = losses.clone();
        Arrays.sort(sorted);
    }

    private Losses(double[] losses, double[] sorted) {
        this.losses = losses;
        this.sorted = sorted;
    }

    /** Of a value held of one name, whose scenarios are in order already. */
    static Losses ofName(Scenarios scenarios, int name, double value) {
        double[] sorted = PortfolioLosses.scaled(scenarios.ascending(name), -value);
        return new Losses(
                PortfolioLosses.scaled(scenarios.returns(name), -value), value > 0 ? reversed(sorted) : sorted);
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }

    double[] values() {
        return losses;
    }

    double valueAtRisk(double level) {
        double place = level * sorted.length - 0.5;
        int left = Math.min((int) place, sorted.length - 2);
        return 0.0 + sorted[left] + (place - left) * (sorted[left + 1] - sorted[left]);
    }

    double expectedShortfall(double level) {
        double tail = tail(level);
        int whole = (int) tail;
        double sum = 0;
        for (int k = 0; k < whole; k++) {
            sum += sorted[sorted.length - 1 - k];
        }
        double mean = (sum + (tail - whole) * sorted[sorted.length - 1 - whole]) / tail;
        // They are equal where all of the tail is one value, and rounding must not put it inside.
        return Math.max(mean, valueAtRisk(level));
    }

    /** How many scenarios are worse than the value at risk; a whole number is met exactly. */
    double tail(double level) {
        double tail = (1 - level) * sorted.length;
        return Math.abs(tail - Math.rint(tail)) < 1e-6 ? Math.rint(tail) : tail;
    }

    Losses part(int from, int until) {
        return new Losses(Arrays.copyOfRange(losses, from, until));
    }
}
