package io.credence.bnn.explanation;

import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How far slopes turn when the input hardly moves (Yeh et al. 2019, definition 3.1): {@code max |phi(y) - phi(x)| / |phi(x)|} over draws y
 * whose every input is within a radius of x's. The original is not divided by the slopes' length; divided, outputs of different units
 * compare. 0 for a linear output.
 *
 * @param radius in units of the inputs, above 0
 * @param draws at least 1: with few the maximum is understated
 * @param key of the draws
 */
public record SensitivityMax(double radius, int draws, Key key) {

    public SensitivityMax {
        if (!(radius > 0) || Double.isInfinite(radius) || draws < 1) {
            throw new IllegalArgumentException("sensitivity has radius " + radius + " and " + draws
                    + " draws; the radius must be above 0 and finite, the draws at least 1");
        }
    }

    /** Of a method at points, one each; 0 where all slopes are 0 and stay so. */
    public double[] of(AttributionMethod method, Explained output, double[][] points) {
        UniformRandomProvider random = key.generator();
        double[][] slopes = method.of(output, points);
        double[] greatest = new double[points.length];
        for (int draw = 0; draw < draws; draw++) {
            double[] by = new double[points[0].length];
            for (int i = 0; i < by.length; i++) {
                by[i] = radius * (2 * random.nextDouble() - 1);
            }
            double[][] turned = method.of(output, Points.moved(points, 1, by));
            for (int row = 0; row < points.length; row++) {
                greatest[row] = Math.max(greatest[row], turned(slopes[row], turned[row]));
            }
        }
        return greatest;
    }

    private static double turned(double[] from, double[] to) {
        double distance = Points.distance(from, to);
        return distance == 0 ? 0 : distance / Math.sqrt(Points.product(from, from));
    }
}
