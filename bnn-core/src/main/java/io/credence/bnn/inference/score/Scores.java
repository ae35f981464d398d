package io.credence.bnn.inference.score;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import io.credence.bnn.posterior.GaussianPosterior;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Scores of a target at draws of q, from all rows or from a batch. */
final class Scores {

    private Scores() {}

    /**
     * What the target says at some points.
     *
     * @param values {@code [points]}
     * @param gradients {@code [points][dimension]}
     */
    record Evaluated(double[] values, double[][] gradients) {

        static Evaluated of(LogDensity density, double[][] points) {
            double[] values = new double[points.length];
            double[][] gradients = new double[points.length][density.dimension()];
            density.evaluate(points, values, gradients);
            return new Evaluated(values, gradients);
        }

        /** The mean of {@code log p - log q}: the evidence lower bound of draws of q. */
        double bound(GaussianPosterior q, double[][] points) {
            double sum = 0;
            for (int s = 0; s < points.length; s++) {
                sum += values[s] - q.logDensity(points[s]);
            }
            return sum / points.length;
        }
    }

    /** The target's scores. */
    static Evaluated at(double[][] points, LogDensity target, int batch, UniformRandomProvider random) {
        LogDensity seen = batch == 0 ? target : MiniBatch.of(data(target), batch, random);
        return Evaluated.of(seen, points);
    }

    /** A target whose rows can be told apart. */
    static DataDensity data(LogDensity target) {
        if (target instanceof DataDensity data) {
            return data;
        }
        throw new IllegalArgumentException(
                "batch is not 0, but the target has no rows. Maybe it can implement DataDensity?");
    }

    /** That batches of this size can be drawn; 0 stands for all rows. */
    static void requireBatch(LogDensity target, int batch) {
        if (batch != 0 && batch > data(target).rows()) {
            throw new IllegalArgumentException(
                    "batch is " + batch + "; the target has " + data(target).rows() + " rows");
        }
    }

    static void requireStart(LogDensity target, double[] mean) {
        double[] gradient = new double[mean.length];
        double value = target.evaluate(mean, gradient);
        if (!Double.isFinite(value + Arrays.stream(gradient).sum())) {
            throw new IllegalArgumentException("log density at the start is " + value
                    + "; it and its gradient must be finite. Maybe the data hold NaN, or 0 lies outside the support?");
        }
    }

    static void requireFinite(long step, double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalStateException("evidence lower bound is " + bound + " at step " + step
                    + ". Maybe smaller steps, or a narrower start?");
        }
    }
}
