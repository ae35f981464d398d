package io.credence.bnn.likelihood;

/** Gaussian targets whose location and log scale are two outputs; the information is {@code diag(1 / scale^2, 2)}. */
public record HeteroscedasticGaussianRows() implements RowLikelihood {

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public double evaluate(double target, double[] outputs, double[] gradient) {
        double logScale = RowScale.clamp(outputs[1]);
        double scale = Math.exp(logScale);
        double z = (target - outputs[0]) / scale;
        gradient[0] = z / scale;
        gradient[1] = RowScale.inside(outputs[1]) ? z * z - 1 : 0;
        return -0.5 * z * z - RowScale.HALF_LOG_2_PI - logScale;
    }

    @Override
    public double[][] information(double[] outputs) {
        return new double[][] {{Math.exp(-2 * RowScale.clamp(outputs[1])), 0}, {0, RowScale.inside(outputs[1]) ? 2 : 0}
        };
    }
}
