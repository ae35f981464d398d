package io.credence.bnn.explanation;

/** A number that depends on many, with its gradient. Many points at once, since a network computes them so. */
public interface Explained {

    /**
     * The number at each point.
     *
     * @param points {@code [rows][inputs]}, at least one
     */
    double[] values(double[][] points);

    /** Its slope along each input at each point, {@code [rows][inputs]}. */
    double[][] gradients(double[][] points);
}
