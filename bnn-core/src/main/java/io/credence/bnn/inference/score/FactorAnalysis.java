package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * The diagonal plus low rank nearest to a covariance S, in the KL of Gaussians with equal means, by expectation maximisation (Rubin and
 * Thayer 1982): {@code b = L'(L L' + D)^-1}, {@code L <- S b' (I - b L + b S b')^-1}, {@code D <- diag(S - L b S)}.
 *
 * @param diagonal D, {@code [dimension]}
 * @param factor L, {@code [dimension][rank]}
 */
record FactorAnalysis(double[] diagonal, double[][] factor) {

    private static final int MOST_ROUNDS = 50;
    private static final double ENOUGH = 1e-7;
    private static final double LEAST_SHARE = 1e-8;

    /** From a start, until the diagonal stands still or 50 rounds are done. */
    static FactorAnalysis of(Updated covariance, double[] diagonal, double[][] factor) {
        double[] variance = covariance.variance();
        FactorAnalysis now = new FactorAnalysis(diagonal, factor);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FactorAnalysis next = now.improve(covariance, variance);
            boolean done = next.change(now) < ENOUGH;
            now = next;
            if (done) {
                break;
            }
        }
        return now;
    }

    private FactorAnalysis improve(Updated covariance, double[] variance) {
        double[][] b = regression();
        double[][] sb = Arrays.stream(b).map(covariance::times).toArray(double[][]::new);
        double[][] explained = Matrices.multiply(b, factor);
        double[][] second = Matrices.add(Matrices.multiply(b, Matrices.transpose(sb)), -1, explained);
        Cholesky moments = Cholesky.of(Matrices.symmetrise(Matrices.add(second, 1, Matrices.identity(b.length))));
        double[][] transposed = moments.solve(sb);
        double[] left = variance.clone();
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < b.length; k++) {
                left[i] -= transposed[k][i] * sb[k][i];
            }
            left[i] = Math.max(left[i], LEAST_SHARE * variance[i]);
        }
        return new FactorAnalysis(left, Matrices.transpose(transposed));
    }

    /** {@code (I + L' D^-1 L)^-1 L' D^-1}, {@code [rank][dimension]}. */
    private double[][] regression() {
        double[][] scaled = Matrices.transpose(factor);
        for (double[] row : scaled) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= diagonal[i];
            }
        }
        double[][] inner = Matrices.symmetrise(Matrices.multiply(scaled, factor));
        return Cholesky.of(Matrices.add(inner, 1, Matrices.identity(inner.length)))
                .solve(scaled);
    }

    private double change(FactorAnalysis before) {
        double most = 0;
        for (int i = 0; i < diagonal.length; i++) {
            most = Math.max(most, Math.abs(diagonal[i] / before.diagonal[i] - 1));
        }
        return most;
    }
}
