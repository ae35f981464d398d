package io.credence.bnn.inference.dropout;

import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Weights with units dropped at random: the outgoing weights of each unit are together 0 with the rate, else {@code 1 / (1 - rate)}
 * of the trained ones, whose mean is the trained point. One draw is one function, the same for all rows.
 */
public final class DropoutPosterior implements Posterior {

    private final double[] point;
    private final int[][] outgoing;
    private final double rate;

    /**
     * Around a trained point.
     *
     * @param point {@code [dimension]}
     * @param outgoing for each unit that may be dropped where its weights are, {@code [units][weights]}
     * @param rate of dropped units, above 0 and under 1
     */
    public DropoutPosterior(double[] point, int[][] outgoing, double rate) {
        this.point = point.clone();
        this.outgoing = outgoing;
        this.rate = rate;
    }

    @Override
    public int dimension() {
        return point.length;
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        UniformRandomProvider random = key.generator();
        double[][] drawn = new double[draws][];
        Arrays.setAll(drawn, i -> draw(random));
        return drawn;
    }

    private double[] draw(UniformRandomProvider random) {
        double[] drawn = point.clone();
        for (int[] weights : outgoing) {
            double factor = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
            for (int weight : weights) {
                drawn[weight] *= factor;
            }
        }
        return drawn;
    }

    @Override
    public double[] mean() {
        return point.clone();
    }

    @Override
    public double[] variance() {
        double[] variance = new double[point.length];
        for (int[] weights : outgoing) {
            for (int weight : weights) {
                variance[weight] = point[weight] * point[weight] * rate / (1 - rate);
            }
        }
        return variance;
    }
}
