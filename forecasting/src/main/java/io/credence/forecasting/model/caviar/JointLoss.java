package io.credence.forecasting.model.caviar;

import io.credence.forecasting.model.optimisation.NelderMead;

/**
 * The sum of FZ0 (Patton, Ziegel and Chen 2019) over rows whose values at risk are given, as a function of the expected
 * shortfall's parameters: max(0, -y - f) / (p e) + f / e + log e - 1.
 */
final class JointLoss {

    private static final int ROUNDS = 4;

    private final ShortfallForm form;
    private final TickLoss quantile;
    private final double[] path;
    private final double ratio;

    /** At the values at risk of these parameters. */
    JointLoss(ShortfallForm form, TickLoss quantile, double[] b) {
        this.form = form;
        this.quantile = quantile;
        this.path = quantile.path(b);
        this.ratio = quantile.shortfallRatio(path) - 1;
    }

    /**
     * Parameters at the minimum: exact for the ratio. The autoregression starts from the ratio's own path where f is the
     * asymmetric recursion of parameters b, and from a slow mean elsewhere.
     */
    double[] minimise(double[] b) {
        if (form == ShortfallForm.RATIO) {
            return new double[] {ratio};
        }
        double[] start = b.length == 4
                ? new double[] {ratio * b[0], Math.max(0, ratio * b[2]), Math.max(0, ratio * b[3]), 0, Math.max(0, b[1])
                }
                : new double[] {0, 0, 0, 0.1 * ratio, 0.9};
        double[] edges = {
            0.01 * ratio * quantile.first() + 1e-4, 0.02, 0.02, 0.02 * ratio + 1e-3, -0.05,
        };
        return NelderMead.minimise(this::at, start, edges, ROUNDS).x();
    }

    /** Infinite where a coefficient is negative or the recursion would run away. */
    double at(double[] g) {
        for (double coefficient : g) {
            if (coefficient < 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        if (form == ShortfallForm.AUTOREGRESSIVE && g[4] >= 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = ratio * path[0];
        double sum = 0;
        for (int t = 0; t < path.length - 1; t++) {
            double y = quantile.returnAt(t);
            double shortfall = path[t] + x;
            double excess = Math.max(0, -y - path[t]);
            sum += excess / (quantile.tail() * shortfall) + path[t] / shortfall + Math.log(shortfall) - 1;
            x = form.next(g, x, path[t], y, path[t + 1]);
        }
        return sum;
    }

    /** The excess of the row after the last. */
    double end(double[] g) {
        double x = ratio * path[0];
        for (int t = 0; t < path.length - 1; t++) {
            x = form.next(g, x, path[t], quantile.returnAt(t), path[t + 1]);
        }
        return x;
    }
}
