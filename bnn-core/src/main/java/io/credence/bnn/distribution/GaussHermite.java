package io.credence.bnn.distribution;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gauss-Hermite quadrature for the standard Gaussian: the sum of {@code weight(i) * f(node(i))} is E f(Z), exactly for
 * polynomials of degree below 2n.
 *
 * <p>Nodes are the roots of the orthonormal Hermite polynomials, by Newton's method with deflation of the starting points as in
 * Press et al., "Numerical Recipes", section 4.6, here in the probabilists' scale.
 */
public final class GaussHermite {

    /** The largest rule there is. */
    public static final int MAX = 64;

    private static final AtomicReferenceArray<GaussHermite> RULES = new AtomicReferenceArray<>(MAX + 1);

    private final double[] nodes;
    private final double[] weights;

    private GaussHermite(int n) {
        nodes = new double[n];
        weights = new double[n];
        fill();
    }

    /**
     * The rule with n nodes, computed once.
     *
     * @param n 1 to {@link #MAX}
     */
    public static GaussHermite of(int n) {
        if (n < 1 || n > MAX) {
            throw new IllegalArgumentException("Gauss-Hermite rule has " + n + " nodes; allowed are 1 to " + MAX);
        }
        GaussHermite rule = RULES.get(n);
        if (rule == null) {
            rule = new GaussHermite(n);
            RULES.set(n, rule);
        }
        return rule;
    }

    public int size() {
        return nodes.length;
    }

    /** Falling with i, symmetric around 0. */
    public double node(int i) {
        return nodes[i];
    }

    /** Positive; all sum to 1. */
    public double weight(int i) {
        return weights[i];
    }

    private void fill() {
        int n = nodes.length;
        double z = 0;
        for (int i = 0; i < (n + 1) / 2; i++) {
            z = polish(start(i, z), n);
            double slope = Math.sqrt(2.0 * n) * orthonormal(n - 1, z);
            nodes[i] = Math.sqrt(2) * z;
            nodes[n - 1 - i] = -nodes[i];
            weights[i] = 2 / (slope * slope) / Math.sqrt(Math.PI);
            weights[n - 1 - i] = weights[i];
        }
        if (n % 2 == 1) {
            nodes[n / 2] = 0;
        }
    }

    private double start(int i, double previous) {
        int n = nodes.length;
        return switch (i) {
            case 0 -> Math.sqrt(2.0 * n + 1) - 1.85575 * Math.pow(2.0 * n + 1, -1.0 / 6);
            case 1 -> previous - 1.14 * Math.pow(n, 0.426) / previous;
            case 2 -> 1.86 * previous - 0.86 * nodes[0] / Math.sqrt(2);
            case 3 -> 1.91 * previous - 0.91 * nodes[1] / Math.sqrt(2);
            default -> 2 * previous - nodes[i - 2] / Math.sqrt(2);
        };
    }

    private static double polish(double start, int n) {
        double z = start;
        for (int i = 0; i < 50; i++) {
            double step = orthonormal(n, z) / (Math.sqrt(2.0 * n) * orthonormal(n - 1, z));
            z -= step;
            if (Math.abs(step) <= 1e-15 * (1 + Math.abs(z))) {
                break;
            }
        }
        return z;
    }

    /** The orthonormal Hermite polynomial of degree n in the physicists' scale. */
    private static double orthonormal(int n, double z) {
        double before = 0;
        double value = Math.pow(Math.PI, -0.25);
        for (int j = 1; j <= n; j++) {
            double next = z * Math.sqrt(2.0 / j) * value - Math.sqrt((j - 1.0) / j) * before;
            before = value;
            value = next;
        }
        return value;
    }
}
