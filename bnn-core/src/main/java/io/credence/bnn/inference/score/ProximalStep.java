package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The proximal problem of one block, in coordinates z in which q is standard normal: over the next Gaussian's precision P and {@code b = P
 * mean}, where its score is {@code b - P z}, minimise
 *
 * <pre>  mean_s |b - P z_s - g_s|^2 + (1/(2 eta)) (b' P^-1 b - log|P| + tr P).</pre>
 *
 * <p>Convex in (b, P). Newton's method, each step by conjugate gradients that never form the Hessian, started at q itself.
 */
final class ProximalStep {

    private static final int MOST_STEPS = 100;
    private static final double ENOUGH = 1e-20;
    private static final int MOST_PRODUCTS = 300;
    private static final double ACCURATE = 1e-16;
    private static final double DECREASE = 1e-4;

    private final double[][] z;
    private final double[][] g;
    private final double eta;
    private final int size;

    private ProximalStep(double[][] z, double[][] g, double eta) {
        this.z = z;
        this.g = g;
        this.eta = eta;
        size = z[0].length;
    }

    /** The block after the step. */
    static FullGaussian move(FullGaussian q, double[][] points, double[][] scores, double eta) {
        double[] mean = q.mean();
        double[][] z = new double[points.length][];
        double[][] g = new double[points.length][];
        for (int s = 0; s < points.length; s++) {
            double[] deviation = points[s].clone();
            Matrices.axpy(-1, mean, deviation);
            z[s] = q.factor().solveLower(deviation);
            g[s] = q.factor().multiplyUpper(scores[s]);
        }
        return back(q, new ProximalStep(z, g, eta * (1 + pull(g))).solve());
    }

    /**
     * The mean score's square per dimension, about 0 at the fixed point. Far from it the scores must count more: else q goes only part of
     * the way, and KL(q || q') is made small by a precision that no score asks for.
     */
    private static double pull(double[][] g) {
        double[] mean = new double[g[0].length];
        for (double[] score : g) {
            Matrices.axpy(1.0 / g.length, score, mean);
        }
        return Matrices.dot(mean, mean) / mean.length;
    }

    /** Mean {@code mean + L P^-1 b}; covariance {@code L P^-1 L'}, factored by {@code P^-1 = M M'}. */
    private static FullGaussian back(FullGaussian q, Natural solved) {
        double[] mean = q.mean();
        Matrices.axpy(1, q.factor().multiplyLower(solved.mean()), mean);
        Cholesky inner = Cholesky.of(solved.precision().inverse());
        double[][] lower = Matrices.multiply(q.factor().lower(), inner.lower());
        return FullGaussian.of(mean, Cholesky.ofLower(lower));
    }

    private Natural solve() {
        Natural now = Natural.of(new double[size], Matrices.identity(size));
        double value = value(now);
        for (int i = 0; i < MOST_STEPS; i++) {
            Direction slope = slope(now);
            if (slope.dot(slope) < ENOUGH * (1 + 1 / eta)) {
                break;
            }
            Direction newton = conjugateGradients(now, slope.times(-1));
            double promised = slope.dot(newton);
            Natural next = null;
            double reached = value;
            for (double length = 1; length > 1e-8 && next == null; length *= 0.7) {
                next = now.moved(newton, length);
                reached = next == null ? value : value(next);
                next = reached <= value + DECREASE * length * promised ? next : null;
            }
            if (next == null) {
                break;
            }
            now = next;
            value = reached;
        }
        return now;
    }

    private double value(Natural at) {
        double sum = 0;
        for (int s = 0; s < z.length; s++) {
            double[] error = error(at, s);
            sum += Matrices.dot(error, error) / z.length;
        }
        double trace = Arrays.stream(Matrices.diagonal(at.p)).sum();
        return sum + (Matrices.dot(at.b, at.mean()) - at.precision().logDeterminant() + trace) / (2 * eta);
    }

    private Direction slope(Natural at) {
        double[] b = at.mean();
        Direction slope = new Direction(
                Arrays.stream(b).map(m -> m / eta).toArray(),
                Matrices.add(Matrices.identity(size), -1, at.precision().inverse()));
        addOuter(slope.p, -1, b, b);
        scale(slope.p, 1 / (2 * eta));
        for (int s = 0; s < z.length; s++) {
            addSquare(slope, error(at, s), s);
        }
        return new Direction(slope.b, Matrices.symmetrise(slope.p));
    }

    /** The Hessian times a direction. */
    private Direction curve(Natural at, Direction d) {
        double[] mean = at.mean();
        double[] right = d.b.clone();
        Matrices.axpy(-1, Matrices.multiply(d.p, mean), right);
        double[] moved = at.precision().solve(right);
        double[][] inner =
                at.precision().solve(Matrices.transpose(at.precision().solve(d.p)));
        addOuter(inner, -1, moved, mean);
        addOuter(inner, -1, mean, moved);
        scale(inner, 1 / (2 * eta));
        Direction curved = new Direction(Arrays.stream(moved).map(m -> m / eta).toArray(), inner);
        for (int s = 0; s < z.length; s++) {
            double[] error = d.b.clone();
            Matrices.axpy(-1, Matrices.multiply(d.p, z[s]), error);
            addSquare(curved, error, s);
        }
        return new Direction(curved.b, Matrices.symmetrise(curved.p));
    }

    private Direction conjugateGradients(Natural at, Direction right) {
        Direction x = right.times(0);
        Direction residual = right;
        Direction search = right;
        double squares = right.dot(right);
        double enough = ACCURATE * squares;
        int unknowns = size * (size + 3) / 2;
        for (int i = 0; i < Math.min(2 * unknowns + 5, MOST_PRODUCTS) && squares > enough; i++) {
            Direction curved = curve(at, search);
            double length = squares / search.dot(curved);
            x = x.plus(length, search);
            residual = residual.plus(-length, curved);
            double next = residual.dot(residual);
            search = residual.plus(next / squares, search);
            squares = next;
        }
        return x;
    }

    private double[] error(Natural at, int s) {
        double[] error = at.b.clone();
        Matrices.axpy(-1, Matrices.multiply(at.p, z[s]), error);
        Matrices.axpy(-1, g[s], error);
        return error;
    }

    /** Adds the slope of one draw's square, given its error. */
    private void addSquare(Direction slope, double[] error, int s) {
        Matrices.axpy(2.0 / z.length, error, slope.b);
        addOuter(slope.p, -2.0 / z.length, error, z[s]);
    }

    private static void addOuter(double[][] matrix, double factor, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            Matrices.axpy(factor * x[i], y, matrix[i]);
        }
    }

    private static void scale(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
    }

    /** A Gaussian by {@code b = P mean} and P. */
    private record Natural(double[] b, double[][] p, Cholesky precision, double[] mean) {

        static Natural of(double[] b, double[][] p) {
            Cholesky precision = Cholesky.of(p);
            return new Natural(b, p, precision, precision.solve(b));
        }

        /** Null where P is not positive definite. */
        @Nullable
        Natural moved(Direction d, double length) {
            double[] next = b.clone();
            Matrices.axpy(length, d.b, next);
            try {
                return of(next, Matrices.add(p, length, d.p));
            } catch (IllegalArgumentException notPositiveDefinite) {
                return null;
            }
        }
    }

    private record Direction(double[] b, double[][] p) {

        double dot(Direction other) {
            double sum = Matrices.dot(b, other.b);
            for (int i = 0; i < p.length; i++) {
                sum += Matrices.dot(p[i], other.p[i]);
            }
            return sum;
        }

        Direction plus(double factor, Direction other) {
            double[] sum = b.clone();
            Matrices.axpy(factor, other.b, sum);
            return new Direction(sum, Matrices.add(p, factor, other.p));
        }

        Direction times(double factor) {
            return new Direction(new double[b.length], Matrices.add(p, -1, p)).plus(factor, this);
        }
    }
}
