package io.credence.bnn.bench.methods;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.likelihood.GaussianRows;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/**
 * Bayesian linear regression with known noise, whose posterior is known: {@code precision = X'X / noise^2 + I / prior^2}.
 *
 * @param layer the model as a density
 * @param exact its posterior
 * @param independent the best mean-field one: the exact means, variances 1 / diagonal of the precision (Bishop 2006, section 10.1.2)
 */
record Conjugate(LastLayer layer, FullGaussian exact, MeanFieldGaussian independent) {

    static final double NOISE = 0.5;
    static final double PRIOR = 2;

    /** With an intercept and correlated features. */
    static Conjugate of(int rows, int dimension, long seed) {
        double[][] x = Draws.normals(rows, dimension, Key.of(seed).child(0));
        double[] truth = Draws.normals(1, dimension, Key.of(seed).child(1))[0];
        double[] y = Draws.normals(1, rows, Key.of(seed).child(2))[0];
        for (int n = 0; n < rows; n++) {
            for (int j = dimension - 1; j > 1; j--) {
                x[n][j] = 0.6 * x[n][j - 1] + 0.8 * x[n][j];
            }
            x[n][0] = 1;
            y[n] = Matrices.dot(x[n], truth) + NOISE * y[n];
        }
        return of(new RegressionData(x, y), PRIOR);
    }

    static Conjugate of(RegressionData data, double priorSd) {
        LastLayer layer = LastLayer.of(data, new GaussianRows(NOISE), priorSd);
        int dimension = data.columns();
        double[][] precision = Matrices.add(
                layer.gaussNewton(new double[dimension]), 1 / (priorSd * priorSd), Matrices.identity(dimension));
        double[] scaled =
                Arrays.stream(data.targets()).map(y -> y / (NOISE * NOISE)).toArray();
        Cholesky factor = Cholesky.of(precision);
        double[] mean = factor.solve(Matrices.transposeMultiply(data.inputs(), scaled));
        double[] sds = Arrays.stream(Matrices.diagonal(precision))
                .map(p -> 1 / Math.sqrt(p))
                .toArray();
        return new Conjugate(layer, FullGaussian.of(mean, factor.inverse()), MeanFieldGaussian.of(mean, sds));
    }

    /** The log of the density of the targets. */
    double logEvidence() {
        double[] mean = exact.mean();
        return layer.evaluate(mean, new double[mean.length]) - exact.logDensity(mean);
    }

    /** The largest error of a mean, in exact standard deviations. */
    double meanError(Posterior posterior) {
        double[] exactMean = exact.mean();
        double[] variance = exact.variance();
        double worst = 0;
        for (int i = 0; i < exactMean.length; i++) {
            worst = Math.max(worst, Math.abs(posterior.mean()[i] - exactMean[i]) / Math.sqrt(variance[i]));
        }
        return worst;
    }

    /** The largest error of a covariance, as a share of the product of the two exact standard deviations. */
    double covarianceError(double[][] covariance) {
        double[][] right = exact.covariance();
        double worst = 0;
        for (int i = 0; i < right.length; i++) {
            for (int j = 0; j < right.length; j++) {
                double unit = Math.sqrt(right[i][i] * right[j][j]);
                worst = Math.max(worst, Math.abs(covariance[i][j] - right[i][j]) / unit);
            }
        }
        return worst;
    }

    /** Mean negative log predictive density of rows, in closed form, in nats. */
    static double nll(GaussianPosterior q, RegressionData rows) {
        double sum = 0;
        for (int n = 0; n < rows.rows(); n++) {
            double[] x = rows.inputs()[n];
            double variance = NOISE * NOISE + Matrices.dot(x, q.covarianceTimes(x));
            double error = rows.targets()[n] - Matrices.dot(x, q.mean());
            sum += 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
        }
        return sum / rows.rows();
    }
}
