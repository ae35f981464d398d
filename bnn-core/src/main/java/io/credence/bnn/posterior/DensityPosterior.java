package io.credence.bnn.posterior;

/** A posterior whose density can be evaluated, exactly and normalised. */
public interface DensityPosterior extends Posterior {

    /**
     * Log density in nats.
     *
     * @param point {@code [dimension]}; not changed
     */
    double logDensity(double[] point);

    /**
     * The gradient of {@link #logDensity} with respect to the point, also called the score.
     *
     * @param point {@code [dimension]}; not changed
     * @param score out, {@code [dimension]}
     */
    void score(double[] point, double[] score);
}
