package io.credence.forecasting.model.caviar;

/** The four recursions of Engle and Manganelli (2004), f being the value at risk, y the return, p the tail's probability. */
public enum CaviarForm {
    /** f = b1 + b2 f + b3 |y|. */
    SYMMETRIC("sav", 3) {
        @Override
        double next(double[] b, double f, double y, double tail) {
            return b[0] + b[1] * f + b[2] * Math.abs(y);
        }

        @Override
        double[] start(double[] u, double f, double deviation) {
            double persistence = 1 - 0.4 * u[1];
            return new double[] {
                (1 - persistence) * f * u[0], persistence, (1 - persistence) * (1 - u[0]) * u[2] * 3 * f / deviation
            };
        }
    },
    /** f = b1 + b2 f + b3 max(y, 0) - b4 min(y, 0). */
    ASYMMETRIC("as", 4) {
        @Override
        double next(double[] b, double f, double y, double tail) {
            return b[0] + b[1] * f + (y > 0 ? b[2] * y : -b[3] * y);
        }

        @Override
        double[] start(double[] u, double f, double deviation) {
            double persistence = 1 - 0.4 * u[1];
            double news = (1 - persistence) * (1 - u[0]) * 3 * f / deviation;
            return new double[] {(1 - persistence) * f * u[0], persistence, news * u[2], news * u[3]};
        }
    },
    /** f = sqrt(b1 + b2 f^2 + b3 y^2). */
    INDIRECT_GARCH("ig", 3) {
        @Override
        double next(double[] b, double f, double y, double tail) {
            return Math.sqrt(b[0] + b[1] * f * f + b[2] * y * y);
        }

        @Override
        double[] start(double[] u, double f, double deviation) {
            double persistence = 1 - 0.4 * u[1];
            double ratio = f / deviation;
            return new double[] {
                (1 - persistence) * f * f * u[0], persistence, (1 - persistence) * (1 - u[0]) * u[2] * 3 * ratio * ratio
            };
        }
    },
    /** f = f + b1 (1 / (1 + exp(10 (y + f))) - p). */
    ADAPTIVE("ad", 1) {
        @Override
        double next(double[] b, double f, double y, double tail) {
            return f + b[0] * (1 / (1 + Math.exp(10 * (y + f))) - tail);
        }

        @Override
        double[] start(double[] u, double f, double deviation) {
            return new double[] {u[0] * deviation};
        }
    };

    private final String suffix;
    private final int parameters;

    CaviarForm(String suffix, int parameters) {
        this.suffix = suffix;
        this.parameters = parameters;
    }

    String suffix() {
        return suffix;
    }

    int parameters() {
        return parameters;
    }

    /** The next value at risk. */
    abstract double next(double[] b, double f, double y, double tail);

    /**
     * Parameters to try.
     *
     * @param u four uniforms
     * @param f the first value at risk
     * @param deviation of the returns
     */
    abstract double[] start(double[] u, double f, double deviation);
}
