package io.credence.bnn.density;

/**
 * A density to the power {@code 1 / T}: log density and gradient divided by the temperature, prior and likelihood alike. T below 1
 * is a cold posterior, which claims more than the data say; T above 1 a warm one. With T = 1 every bit is the target's own.
 *
 * <p>Source: Wenzel et al. (2020), "How Good is the Bayes Posterior in Deep Neural Networks Really?".
 *
 * @param target at temperature 1
 * @param temperature T, positive
 */
public record TemperedDensity(DataDensity target, double temperature) implements DataDensity {

    public TemperedDensity {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; it must be positive and finite");
        }
    }

    @Override
    public int rows() {
        return target.rows();
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public LogDensity prior() {
        return tempered(target.prior());
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        return tempered(target.likelihood(rows));
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        tempered(target).evaluate(points, values, gradients);
    }

    private LogDensity tempered(LogDensity whole) {
        return new Powered(whole, 1 / temperature);
    }

    /** A log density times a factor. */
    private record Powered(LogDensity whole, double power) implements LogDensity {

        @Override
        public int dimension() {
            return whole.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            whole.evaluate(points, values, gradients);
            for (int s = 0; s < points.length; s++) {
                values[s] *= power;
                for (int i = 0; i < gradients[s].length; i++) {
                    gradients[s][i] *= power;
                }
            }
        }
    }
}
