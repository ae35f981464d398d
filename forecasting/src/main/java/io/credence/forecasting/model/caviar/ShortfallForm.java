package io.credence.forecasting.model.caviar;

/**
 * How the expected shortfall follows: e = f + x, where f is the value at risk and the excess x is at least 0, so that e is never
 * inside f.
 */
public enum ShortfallForm {
    /** x = g1 f: a constant ratio (Taylor 2019). */
    RATIO("caviar", 1) {
        @Override
        double next(double[] g, double x, double f, double y, double nextF) {
            return g[0] * nextF;
        }
    },
    /**
     * x = g1 + g2 max(y, 0) - g3 min(y, 0) + g4 f + g5 x, all at t - 1: the autoregression of CAESar (Gatta, Lillo and
     * Mazzarisi 2024). Theirs is fitted by steps, first f, then x, then both together; the last step, a search over nine
     * parameters of a loss with kinks, is left out here.
     */
    AUTOREGRESSIVE("caesar", 5) {
        @Override
        double next(double[] g, double x, double f, double y, double nextF) {
            return g[0] + (y > 0 ? g[1] * y : -g[2] * y) + g[3] * f + g[4] * x;
        }
    };

    private final String prefix;
    private final int parameters;

    ShortfallForm(String prefix, int parameters) {
        this.prefix = prefix;
        this.parameters = parameters;
    }

    String prefix() {
        return prefix;
    }

    int parameters() {
        return parameters;
    }

    /** The next excess. */
    abstract double next(double[] g, double x, double f, double y, double nextF);
}
