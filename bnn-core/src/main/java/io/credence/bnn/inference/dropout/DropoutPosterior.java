package io.credence.bnn.inference.dropout;

import io.credence.bnn.network.FeedForward;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Weights with hidden units dropped at random: the outgoing weights of each unit are together 0 with the rate, else {@code 1 / (1
 * - rate)} of the trained ones, whose mean is the trained point. One draw is one function, the same for all rows.
 */
public final class DropoutPosterior implements Posterior {

    private final FeedForward network;
    private final double[] point;
    private final double rate;

    DropoutPosterior(FeedForward network, double[] point, double rate) {
        this.network = network;
        this.point = point.clone();
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
        int from = network.offsets()[2];
        for (int unit = 0; unit < network.hidden(); unit++) {
            double factor = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
            for (int output = 0; output < network.outputs(); output++) {
                drawn[from + unit * network.outputs() + output] *= factor;
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
        for (int i = network.offsets()[2]; i < network.offsets()[3]; i++) {
            variance[i] = point[i] * point[i] * rate / (1 - rate);
        }
        return variance;
    }
}
