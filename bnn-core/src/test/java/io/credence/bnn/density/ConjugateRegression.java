package io.credence.bnn.density;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@code y = X w + noise}, noise and w Gaussian of known sd: the posterior of w is Gaussian with precision {@code X'X / noiseSd^2 + I /
 * priorSd^2}. Every density is normalised, so that an evidence lower bound can be held against {@link #logEvidence()}.
 *
 * @param features X, {@code [rows][dimension]}
 * @param targets y, {@code [rows]}
 */
public record ConjugateRegression(double[][] features, double[] targets, double noiseSd, double priorSd)
        implements DataDensity {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    @Override
    public int dimension() {
        return features[0].length;
    }

    @Override
    public int rows() {
        return targets.length;
    }

    @Override
    public LogDensity prior() {
        return new Part(dimension(), this::addPrior);
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        double scale = (double) rows() / rows.length;
        return new Part(dimension(), (w, gradient) -> addLikelihood(rows, scale, w, gradient));
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        int[] all = IntStream.range(0, rows()).toArray();
        new Part(dimension(), (w, gradient) -> addPrior(w, gradient) + addLikelihood(all, 1, w, gradient))
                .evaluate(points, values, gradients);
    }

    /** The posterior's exact mean. */
    public double[] mean() {
        double[] scaled =
                Arrays.stream(targets).map(y -> y / (noiseSd * noiseSd)).toArray();
        return posteriorPrecision().solve(Matrices.transposeMultiply(features, scaled));
    }

    /** The posterior's exact covariance. */
    public double[][] covariance() {
        return posteriorPrecision().inverse();
    }

    public double[][] precision() {
        double[][] gram = Matrices.gram(features);
        double[][] prior = Matrices.identity(dimension());
        return Matrices.add(
                Matrices.add(new double[dimension()][dimension()], 1 / (noiseSd * noiseSd), gram),
                1 / (priorSd * priorSd),
                prior);
    }

    /** {@code log p(y)}: the joint density less the posterior density, at the mean. */
    public double logEvidence() {
        double joint = evaluate(mean(), new double[dimension()]);
        return joint + 0.5 * dimension() * LOG_2_PI - 0.5 * posteriorPrecision().logDeterminant();
    }

    private Cholesky posteriorPrecision() {
        return Cholesky.of(precision());
    }

    private double addPrior(double[] w, double[] gradient) {
        double precision = 1 / (priorSd * priorSd);
        Matrices.axpy(-precision, w, gradient);
        return -0.5 * precision * Matrices.dot(w, w) - w.length * (0.5 * LOG_2_PI + Math.log(priorSd));
    }

    private double addLikelihood(int[] rows, double scale, double[] w, double[] gradient) {
        double precision = 1 / (noiseSd * noiseSd);
        double value = 0;
        for (int row : rows) {
            double residual = targets[row] - Matrices.dot(features[row], w);
            value += -0.5 * precision * residual * residual - 0.5 * LOG_2_PI - Math.log(noiseSd);
            Matrices.axpy(scale * precision * residual, features[row], gradient);
        }
        return scale * value;
    }

    private interface Adding {
        /** Adds to the gradient, which starts as zeros, and returns the value. */
        double at(double[] point, double[] gradient);
    }

    private record Part(int dimension, Adding density) implements LogDensity {
        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int i = 0; i < points.length; i++) {
                Arrays.fill(gradients[i], 0);
                values[i] = density.at(points[i], gradients[i]);
            }
        }
    }
}
