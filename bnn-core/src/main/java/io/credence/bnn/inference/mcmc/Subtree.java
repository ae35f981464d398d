package io.credence.bnn.inference.mcmc;

import io.credence.bnn.linalg.Matrices;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The new half of a NUTS trajectory, grown leaf by leaf. Recursion would test every aligned block of 2, 4, 8, ... leaves for a U-turn;
 * here each block's first leaf is remembered until its last one comes, which takes as many places as there are doublings (Phan,
 * Pradhan and Jankowiak 2019, "Composable effects for flexible and accelerated probabilistic programming in NumPyro").
 */
final class Subtree {

    private final int depth;
    private final double[] momentumSum;
    private final double[][] firstMomenta;
    private final double[][] sumsAtFirst;
    private int leaves;
    private double logWeight = Double.NEGATIVE_INFINITY;
    private boolean turning;
    private @Nullable Phase last;
    private @Nullable Phase sample;

    /** Of {@code 2^depth} leaves. */
    Subtree(int depth, int dimension) {
        this.depth = depth;
        this.momentumSum = new double[dimension];
        this.firstMomenta = new double[depth + 1][];
        this.sumsAtFirst = new double[depth + 1][];
    }

    /** Adds a leaf of log weight {@code -energy error}; it becomes the sample with its share of the weight so far. */
    void add(Phase leaf, double weight, Metric metric, UniformRandomProvider random) {
        logWeight = logSum(logWeight, weight);
        if (sample == null || Math.log(random.nextDouble()) < weight - logWeight) {
            sample = leaf;
        }
        Matrices.axpy(1, leaf.momentum(), momentumSum);
        last = leaf;
        remember(leaf, metric);
        leaves++;
    }

    boolean complete() {
        return leaves == 1 << depth;
    }

    boolean turning() {
        return turning;
    }

    double logWeight() {
        return logWeight;
    }

    double[] momentumSum() {
        return momentumSum;
    }

    Phase last() {
        return Objects.requireNonNull(last);
    }

    Phase sample() {
        return Objects.requireNonNull(sample);
    }

    private void remember(Phase leaf, Metric metric) {
        int place = Integer.bitCount(leaves >> 1);
        if (leaves % 2 == 0) {
            firstMomenta[place] = leaf.momentum();
            sumsAtFirst[place] = momentumSum.clone();
            return;
        }
        int blocksEnding = Integer.numberOfTrailingZeros(~leaves);
        for (int i = place; i > place - blocksEnding; i--) {
            double[] sum = momentumSum.clone();
            Matrices.axpy(-1, sumsAtFirst[i], sum);
            Matrices.axpy(1, firstMomenta[i], sum);
            turning |= turns(firstMomenta[i], leaf.momentum(), sum, metric);
        }
    }

    /**
     * Betancourt's (2017, "A conceptual introduction to Hamiltonian Monte Carlo", A.4.2) criterion: an end's velocity no longer
     * points along the sum of momenta. Both ends count half in the sum, as in the trapezoid rule for the way between them; whole ends
     * let a trajectory run on that has come full circle.
     */
    static boolean turns(double[] first, double[] last, double[] momentumSum, Metric metric) {
        double[] way = momentumSum.clone();
        Matrices.axpy(-0.5, first, way);
        Matrices.axpy(-0.5, last, way);
        double[] along = metric.velocity(way);
        return Matrices.dot(first, along) <= 0 || Matrices.dot(last, along) <= 0;
    }

    static double logSum(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
    }
}
