package io.credence.bnn.explanation;

import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How far slopes turn when the input hardly moves (Yeh et al. 2019, definition 3.1): {@code max |phi(y) - phi(x)|} over draws y whose every
 * input is within a radius of x's. 0 for a linear output.
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

    /**
     * Of one point.
     *
     * @param turn the measure itself, in the slopes' unit
     * @param length of the slopes at the point
     */
    public record Score(double turn, double length) {

        /** The turn as a share of the length, by which outputs of different units compare; 0 where nothing turns. */
        public double share() {
            return turn == 0 ? 0 : turn / length;
        }
    }

    /** Of a method at points, one score each. All draws go through the method at once. */
    public Score[] of(AttributionMethod method, Explained output, double[][] points) {
        UniformRandomProvider random = key.generator();
        double[][] moved = new double[draws * points.length][];
        for (int draw = 0; draw < draws; draw++) {
            double[] by = new double[points[0].length];
            for (int i = 0; i < by.length; i++) {
                by[i] = radius * (2 * random.nextDouble() - 1);
            }
            System.arraycopy(Points.moved(points, 1, by), 0, moved, draw * points.length, points.length);
        }
        double[][] slopes = method.of(output, points);
        double[][] turned = method.of(output, moved);
        Score[] scores = new Score[points.length];
        for (int row = 0; row < scores.length; row++) {
            double greatest = 0;
            for (int draw = 0; draw < draws; draw++) {
                greatest = Math.max(greatest, Points.distance(slopes[row], turned[draw * points.length + row]));
            }
            scores[row] = new Score(greatest, Math.sqrt(Points.product(slopes[row], slopes[row])));
        }
        return scores;
    }
}
