package io.credence.forecasting.model.caviar;

import java.util.Arrays;

/**
 * The loss that a quantile autoregression minimises: the sum over rows of (p - 1{y < -f}) (y + f), p being the tail's
 * probability (Koenker and Bassett 1978). The recursion begins with the empirical quantile of the first 300 returns, as Engle
 * and Manganelli have it.
 */
final class TickLoss {

    private static final int PRESAMPLE = 300;

    private final CaviarForm form;
    private final double[] returns;
    private final double tail;
    private final double first;
    private final double deviation;

    TickLoss(CaviarForm form, double[] returns, double tail) {
        this.form = form;
        this.returns = returns;
        this.tail = tail;
        this.deviation = deviation(returns);
        // A rising beginning has no loss to start from.
        this.first = Math.max(-firstQuantile(returns, tail), 0.1 * deviation);
    }

    CaviarForm form() {
        return form;
    }

    double tail() {
        return tail;
    }

    double returnAt(int t) {
        return returns[t];
    }

    /** The first value at risk. */
    double first() {
        return first;
    }

    double deviation() {
        return deviation;
    }

    /** At parameters; infinite where a value at risk is not positive, or the recursion runs away. */
    double at(double[] b) {
        double f = first;
        double loss = 0;
        for (double y : returns) {
            loss += y < -f ? (tail - 1) * (y + f) : tail * (y + f);
            f = form.next(b, f, y, tail);
            if (!(f > 0)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return b.length > 1 && !(Math.abs(b[1]) < 1) ? Double.POSITIVE_INFINITY : loss;
    }

    /** The value at risk of each row, and of the next. */
    double[] path(double[] b) {
        double[] path = new double[returns.length + 1];
        path[0] = first;
        for (int t = 0; t < returns.length; t++) {
            path[t + 1] = form.next(b, path[t], returns[t], tail);
        }
        return path;
    }

    /**
     * The ratio of expected shortfall to value at risk that minimises FZ0 at these values at risk (Taylor 2019 estimates it
     * jointly; given the value at risk it is this mean): 1 + mean(1{y < -f} (-y - f) / f) / p.
     */
    double shortfallRatio(double[] path) {
        double sum = 0;
        for (int t = 0; t < returns.length; t++) {
            sum += Math.max(0, -returns[t] - path[t]) / path[t];
        }
        return 1 + sum / (returns.length * tail);
    }

    private static double firstQuantile(double[] returns, double tail) {
        double[] beginning = Arrays.copyOf(returns, Math.min(PRESAMPLE, returns.length));
        Arrays.sort(beginning);
        int rank = (int) Math.max(1, Math.round(beginning.length * tail));
        return beginning[rank - 1];
    }

    private static double deviation(double[] returns) {
        double mean = Arrays.stream(returns).average().orElse(0);
        double squares =
                Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum();
        return Math.sqrt(squares / returns.length);
    }
}
