package io.credence.bnn.likelihood;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** Targets of -1 or 1; 1 has the probability {@code Phi(output)}. Log space throughout, so that no output is too far out. */
public record ProbitRows() implements RowLikelihood {

    private static final double ROOT_2 = Math.sqrt(2);

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double evaluate(double target, double[] outputs, double[] gradient) {
        double z = Math.signum(target) * outputs[0];
        gradient[0] = Math.signum(target) * mills(z);
        return logCdf(z);
    }

    @Override
    public double[][] information(double[] outputs) {
        double z = outputs[0];
        // phi^2 / (Phi (1 - Phi)) as a product of two hazard rates
        return new double[][] {{mills(z) * mills(-z)}};
    }

    /** {@code log Phi(z)}. */
    static double logCdf(double z) {
        return z > -1
                ? Math.log(0.5 * Erfc.value(-z / ROOT_2))
                : Math.log(0.5 * Erfcx.value(-z / ROOT_2)) - 0.5 * z * z;
    }

    /** {@code phi(z) / Phi(z)}. */
    private static double mills(double z) {
        return Math.exp(-RowScale.HALF_LOG_2_PI - 0.5 * z * z - logCdf(z));
    }
}
