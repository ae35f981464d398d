package io.credence.bnn.density;

/**
 * Independent Gaussians: the usual prior, normalised.
 *
 * @param means {@code [dimension]}
 * @param sds {@code [dimension]}, above 0
 */
public record IndependentGaussian(double[] means, double[] sds) implements LogDensity {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    public IndependentGaussian {
        if (means.length == 0 || means.length != sds.length) {
            throw new IllegalArgumentException("there are " + means.length + " means and " + sds.length
                    + " sds; both need the same number, at least 1");
        }
        for (int i = 0; i < sds.length; i++) {
            if (!(sds[i] > 0) || !Double.isFinite(sds[i]) || !Double.isFinite(means[i])) {
                throw new IllegalArgumentException("coordinate " + i + " has mean " + means[i] + " and sd " + sds[i]
                        + "; allowed are finite means and finite sds above 0");
            }
        }
        means = means.clone();
        sds = sds.clone();
    }

    @Override
    public int dimension() {
        return means.length;
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        for (int point = 0; point < points.length; point++) {
            values[point] = evaluate(points[point], gradients[point]);
        }
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double value = 0;
        for (int i = 0; i < means.length; i++) {
            double z = (point[i] - means[i]) / sds[i];
            value -= 0.5 * z * z + Math.log(sds[i]) + HALF_LOG_TWO_PI;
            gradient[i] = -z / sds[i];
        }
        return value;
    }
}
