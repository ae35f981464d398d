package io.credence.bnn.likelihood;

/**
 * Gaussian targets of known noise around one output.
 *
 * @param sd of the noise, above 0
 */
public record GaussianRows(double sd) implements RowLikelihood {

    public GaussianRows {
        RowScale.require("sd", sd);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double evaluate(double target, double[] outputs, double[] gradient) {
        double z = (target - outputs[0]) / sd;
        gradient[0] = z / sd;
        return -0.5 * z * z - RowScale.HALF_LOG_2_PI - Math.log(sd);
    }

    @Override
    public double[][] information(double[] outputs) {
        return new double[][] {{1 / (sd * sd)}};
    }
}
