package io.credence.bnn.distribution;

/**
 * Gauss-Legendre quadrature on [0, 1]: the sum of {@code weight(i) * f(node(i))} is the integral of f, exactly for polynomials of
 * degree below 2n. Roots by Newton's method from Tricomi's starting points.
 */
public final class GaussLegendre {

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(int n) {
        nodes = new double[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            fill(i, n);
        }
    }

    /** The rule with n nodes, at least 1. */
    public static GaussLegendre of(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Gauss-Legendre rule has " + n + " nodes; there must be at least 1");
        }
        return new GaussLegendre(n);
    }

    public int size() {
        return nodes.length;
    }

    /** Strictly between 0 and 1, falling with i. */
    public double node(int i) {
        return nodes[i];
    }

    /** Positive; all sum to 1. */
    public double weight(int i) {
        return weights[i];
    }

    private void fill(int i, int n) {
        double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
        double slope = 1;
        for (int k = 0; k < 20; k++) {
            double before = 1;
            double value = x;
            for (int j = 2; j <= n; j++) {
                double next = ((2.0 * j - 1) * x * value - (j - 1.0) * before) / j;
                before = value;
                value = next;
            }
            slope = n * (before - x * value) / (1 - x * x);
            x -= value / slope;
        }
        nodes[i] = 0.5 * (1 + x);
        weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
}
