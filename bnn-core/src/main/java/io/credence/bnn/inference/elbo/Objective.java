package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** What q is fitted to: a log density, of which prior and likelihood can be told apart if it is one of data. */
sealed interface Objective {

    LogDensity target();

    /** At each point, the log likelihood plus {@code weight} times the log prior, and its gradient. */
    Parts evaluate(double[][] points, double weight, UniformRandomProvider random);

    /**
     * What was evaluated.
     *
     * @param likelihood {@code [points]}, in nats
     * @param prior {@code [points]}, in nats
     * @param gradients {@code [points][dimension]}
     */
    record Parts(double[] likelihood, double[] prior, double[][] gradients) {}

    /** All of a density. Nothing is known of its prior, which counts as part of the likelihood. */
    record Whole(LogDensity target) implements Objective {

        @Override
        public Parts evaluate(double[][] points, double weight, UniformRandomProvider random) {
            double[] values = new double[points.length];
            double[][] gradients = new double[points.length][target.dimension()];
            target.evaluate(points, values, gradients);
            return new Parts(values, new double[points.length], gradients);
        }
    }

    /**
     * Prior and likelihood.
     *
     * @param batch rows of each evaluation
     */
    record OfData(DataDensity target, int batch) implements Objective {

        @Override
        public Parts evaluate(double[][] points, double weight, UniformRandomProvider random) {
            double[] prior = new double[points.length];
            double[][] ofPrior = new double[points.length][target.dimension()];
            target.prior().evaluate(points, prior, ofPrior);
            double[] likelihood = new double[points.length];
            double[][] gradients = new double[points.length][target.dimension()];
            target.likelihood(rows(random)).evaluate(points, likelihood, gradients);
            for (int s = 0; s < points.length; s++) {
                for (int i = 0; i < gradients[s].length; i++) {
                    gradients[s][i] += weight * ofPrior[s][i];
                }
            }
            return new Parts(likelihood, prior, gradients);
        }

        /** All rows in their order, or a batch. */
        private int[] rows(UniformRandomProvider random) {
            return batch == target.rows()
                    ? IntStream.range(0, batch).toArray()
                    : MiniBatch.sample(target.rows(), batch, random);
        }
    }
}
