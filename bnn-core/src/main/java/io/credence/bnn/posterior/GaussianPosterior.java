package io.credence.bnn.posterior;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A Gaussian, {@code theta = mean + F e} with {@code e} standard normal and covariance {@code F F'}. The families differ in what
 * shape F has, and so in memory and in the cost of a draw.
 *
 * <p>Of n dimensions: {@link MeanFieldGaussian} keeps n numbers beside the mean, {@link LowRankGaussian} of rank r keeps
 * {@code n (r + 1)}, {@link BlockGaussian} the squares of its blocks, {@link FullGaussian} {@code n^2}.
 */
public abstract sealed class GaussianPosterior implements DensityPosterior
        permits MeanFieldGaussian, FullGaussian, LowRankGaussian, BlockGaussian, KroneckerGaussian {

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final double[] mean;

    GaussianPosterior(double[] mean) {
        this.mean = mean.clone();
        if (mean.length == 0) {
            throw new IllegalArgumentException("mean is empty; a Gaussian has at least 1 dimension");
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException("mean " + i + " is " + mean[i] + "; it must be finite");
            }
        }
    }

    /** Columns of F: standard normal numbers that one draw uses. */
    abstract int noise();

    /** {@code F noise}. */
    abstract double[] factorTimes(double[] noise);

    /** The covariance times a vector of length {@link #dimension}. */
    public abstract double[] covarianceTimes(double[] vector);

    /** {@code (F F')^-1 deviation}. */
    abstract double[] precisionTimes(double[] deviation);

    /** Of the covariance. */
    abstract double logDeterminant();

    @Override
    public final int dimension() {
        return mean.length;
    }

    @Override
    public final double[] mean() {
        return mean.clone();
    }

    @Override
    public final double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] points = new double[draws][];
        double[] noise = new double[noise()];
        for (int s = 0; s < draws; s++) {
            Arrays.setAll(noise, i -> gaussian.sample());
            points[s] = factorTimes(noise);
            Matrices.axpy(1, mean, points[s]);
        }
        return points;
    }

    @Override
    public final double logDensity(double[] point) {
        return -0.5 * (dimension() * LOG_TWO_PI + logDeterminant() + distance(point));
    }

    @Override
    public final void score(double[] point, double[] score) {
        double[] descent = precisionTimes(deviation(point));
        for (int i = 0; i < score.length; i++) {
            score[i] = -descent[i];
        }
    }

    /** Differential entropy in nats. */
    public final double entropy() {
        return 0.5 * (dimension() * (1 + LOG_TWO_PI) + logDeterminant());
    }

    /**
     * Kullback-Leibler divergence of this from a prior in nats, at least 0:
     * {@code (tr(P S) + d' P d - n + log|S0| - log|S|) / 2} with P the prior's precision and d the difference of means.
     *
     * @throws IllegalArgumentException when dimensions differ
     */
    public final double kl(GaussianPosterior prior) {
        if (prior.dimension() != dimension()) {
            throw new IllegalArgumentException("the prior has dimension " + prior.dimension() + " but the posterior "
                    + dimension() + "; they must be equal");
        }
        double quadratic = prior.traceOfPrecisionTimes(this) + prior.distance(mean);
        return Math.max(0, 0.5 * (quadratic - dimension() + prior.logDeterminant() - logDeterminant()));
    }

    /** The dense covariance {@code [dimension][dimension]}, for small dimensions. */
    public final double[][] covariance() {
        double[][] covariance = new double[dimension()][dimension()];
        for (int k = 0; k < noise(); k++) {
            double[] column = factorColumn(k);
            for (int i = 0; i < column.length; i++) {
                Matrices.axpy(column[i], column, covariance[i]);
            }
        }
        return covariance;
    }

    /** The trace of this precision times the other's covariance. */
    double traceOfPrecisionTimes(GaussianPosterior other) {
        double trace = 0;
        for (int k = 0; k < other.noise(); k++) {
            double[] column = other.factorColumn(k);
            trace += Matrices.dot(column, precisionTimes(column));
        }
        return trace;
    }

    private double[] factorColumn(int k) {
        double[] unit = new double[noise()];
        unit[k] = 1;
        return factorTimes(unit);
    }

    /** The squared Mahalanobis distance from the mean. */
    private double distance(double[] point) {
        double[] deviation = deviation(point);
        return Matrices.dot(deviation, precisionTimes(deviation));
    }

    private double[] deviation(double[] point) {
        double[] deviation = point.clone();
        Matrices.axpy(-1, mean, deviation);
        return deviation;
    }

    static double[] requirePositive(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(name + " " + i + " is " + values[i]
                        + "; it must be positive and finite. Maybe the fit diverged, and a smaller step would not?");
            }
        }
        return values.clone();
    }

    static void requireLength(String name, int length, int allowed) {
        if (length != allowed) {
            throw new IllegalArgumentException(name + " has length " + length + "; it must be " + allowed);
        }
    }
}
