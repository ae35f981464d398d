package io.credence.forecasting.model.bayesian.sampling;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Importance sampling from a multivariate t with {@value #FREEDOM} degrees of freedom, in pairs mirrored at its centre. Weights over
 * sqrt(n) times their mean are cut there (Ionides 2008), which bounds their variance at a bias that vanishes. Where the effective size
 * {@code 1 / sum w^2} is small the proposal takes over the moments of what it found, with weights flattened as far as is needed, and draws anew (Cappe et al. 2004).
 */
public final class ImportanceSampler {

    private static final int FREEDOM = 6;

    /** Of the draws, that the effective size should be. */
    private static final double ENOUGH = 0.25;

    /** Of the draws, that moments are taken from: of fewer they would be those of a few points. */
    private static final double FOR_MOMENTS = 0.1;

    private static final int MOST_ROUNDS = 8;

    private final ToDoubleFunction<double[]> logDensity;
    private final int draws;
    private final Key key;

    /**
     * @param logDensity of the target, but for a constant
     * @param draws of each round, even
     */
    public ImportanceSampler(ToDoubleFunction<double[]> logDensity, int draws, Key key) {
        this.logDensity = logDensity;
        this.draws = draws;
        this.key = key;
    }

    /** From a Gaussian guess of the target. */
    public WeightedDraws run(double[] centre, double[][] precision) {
        WeightedDraws now = round(centre, factor(precision), 0);
        WeightedDraws best = now;
        for (int round = 1; round < MOST_ROUNDS && best.effectiveSize() < ENOUGH * draws; round++) {
            WeightedDraws moments = now.tempered(FOR_MOMENTS * draws);
            now = round(moments.mean(), factor(factor(moments.covariance()).inverse()), round);
            best = now.effectiveSize() > best.effectiveSize() ? now : best;
        }
        return best;
    }

    /** With the least ridge that makes it positive definite. */
    public static Cholesky factor(double[][] matrix) {
        double largest = 0;
        for (int i = 0; i < matrix.length; i++) {
            largest = Math.max(largest, Math.abs(matrix[i][i]));
        }
        for (double ridge = 0; ; ridge = ridge == 0 ? 1e-10 * largest : 10 * ridge) {
            try {
                return Cholesky.of(ridged(matrix, ridge));
            } catch (IllegalArgumentException e) {
                if (!(ridge < 1e6 * largest)) {
                    throw e;
                }
            }
        }
    }

    private static double[][] ridged(double[][] matrix, double ridge) {
        double[][] sum = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            sum[i] = matrix[i].clone();
            sum[i][i] += ridge;
        }
        return sum;
    }

    private WeightedDraws round(double[] centre, Cholesky precision, int round) {
        SplittableRandom random = new SplittableRandom(key.child(round).seed());
        double[][] points = new double[draws][];
        double[] logWeights = new double[draws];
        for (int i = 0; i < draws; i += 2) {
            double[] z = studentT(random, centre.length);
            double[] step = precision.solveUpper(z);
            for (int side = 0; side < 2; side++) {
                double sign = side == 0 ? 1 : -1;
                double[] point = centre.clone();
                for (int k = 0; k < point.length; k++) {
                    point[k] += sign * step[k];
                }
                points[i + side] = point;
                logWeights[i + side] = logDensity.applyAsDouble(point) - logProposal(z);
            }
        }
        return WeightedDraws.of(points, truncated(logWeights));
    }

    private static double[] studentT(SplittableRandom random, int dimension) {
        double square = 0;
        for (int i = 0; i < FREEDOM; i++) {
            double normal = random.nextGaussian();
            square += normal * normal;
        }
        double scale = Math.sqrt(FREEDOM / square);
        double[] z = new double[dimension];
        Arrays.setAll(z, i -> scale * random.nextGaussian());
        return z;
    }

    private static double logProposal(double[] z) {
        double square = 0;
        for (double each : z) {
            square += each * each;
        }
        return -(FREEDOM + z.length) / 2.0 * Math.log1p(square / FREEDOM);
    }

    private static double[] truncated(double[] logWeights) {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException(
                    "posterior is " + largest + " at every draw. Maybe one return is absurd: repair or drop it.");
        }
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).toArray();
        double mean = Arrays.stream(weights).average().orElseThrow();
        double most = Math.sqrt(weights.length) * mean;
        return Arrays.stream(weights).map(w -> Math.min(w, most)).toArray();
    }
}
