package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.posterior.DensityPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/**
 * What the data taught, as a length of code: the KL of the posterior from the prior in bits, per weight (Hinton and van Camp 1993,
 * "Keeping Neural Networks Simple by Minimizing the Description Length of the Weights"). By draws, so that any prior will do.
 *
 * @param value in bits
 * @param standardError of the estimate, in bits
 */
public record BitsPerWeight(double value, double standardError) {

    /**
     * Estimates it.
     *
     * @param prior normalised
     * @param draws at least 2
     */
    public static BitsPerWeight of(DensityPosterior q, LogDensity prior, int draws, Key key) {
        if (draws < 2) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 2");
        }
        double[][] points = q.draw(draws, key);
        double[] logs = new double[draws];
        prior.evaluate(points, logs, new double[draws][q.dimension()]);
        double nats = Math.log(2) * q.dimension();
        Arrays.setAll(logs, s -> (q.logDensity(points[s]) - logs[s]) / nats);
        double mean = Arrays.stream(logs).average().orElseThrow();
        double squares = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum();
        return new BitsPerWeight(mean, Math.sqrt(squares / (draws - 1.0) / draws));
    }
}
