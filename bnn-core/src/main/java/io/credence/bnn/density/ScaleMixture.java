package io.credence.bnn.density;

/**
 * A prior of independent weights, each from a mixture of a wide and a narrow Gaussian around 0: {@code p N(0, wide^2) + (1 - p) N(0,
 * narrow^2)}. Most weights stay near 0, and those that matter pay little for being large.
 *
 * <p>Source: Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), "Weight Uncertainty in Neural Networks", section 3.3.
 *
 * @param dimension at least 1
 * @param share p, above 0 and below 1
 * @param wide standard deviation, above {@code narrow}
 * @param narrow standard deviation, positive
 */
public record ScaleMixture(int dimension, double share, double wide, double narrow) implements LogDensity {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    public ScaleMixture {
        if (dimension < 1 || !(share > 0 && share < 1) || !(narrow > 0 && wide > narrow) || Double.isInfinite(wide)) {
            throw new IllegalArgumentException(
                    "scale mixture has dimension " + dimension + ", share " + share + ", wide "
                            + wide + " and narrow " + narrow
                            + "; allowed are at least 1, between 0 and 1, and positive finite sds with wide above narrow");
        }
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        for (int s = 0; s < points.length; s++) {
            values[s] = evaluate(points[s], gradients[s]);
        }
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double a = Math.log(share) + log(point[i], wide);
            double b = Math.log1p(-share) + log(point[i], narrow);
            double most = Math.max(a, b);
            double total = most + Math.log(Math.exp(a - most) + Math.exp(b - most));
            gradient[i] = -point[i] * (Math.exp(a - total) / (wide * wide) + Math.exp(b - total) / (narrow * narrow));
            sum += total;
        }
        return sum;
    }

    private static double log(double x, double sd) {
        return -0.5 * (x / sd) * (x / sd) - Math.log(sd) - HALF_LOG_TWO_PI;
    }
}
