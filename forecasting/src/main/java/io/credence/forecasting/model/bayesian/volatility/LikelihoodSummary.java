package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.linalg.SymmetricEigen;
import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.volatility.VolatilityLikelihood;
import java.util.Arrays;
import java.util.List;

/**
 * What one instrument's returns say of its recursion's unbounded coordinates, as a Gaussian {@code exp(-u'Lu/2 + s'u)}: the
 * posterior's at its mode, less the prior that it was found with. Directions in which the likelihood is convex there say nothing. A
 * coordinate that the likelihood holds fixed has zeros.
 *
 * @param precision L, {@code [parameters][parameters]}, symmetric, positive semidefinite
 * @param shift s, {@code [parameters]}
 */
record LikelihoodSummary(double[][] precision, double[] shift) {

    /** Of returns levelled by the day of the week. */
    static LikelihoodSummary of(Family family, ReturnHistory history) {
        VolatilityLikelihood likelihood = VolatilityLikelihood.of(
                family.model(),
                Levelled.of(history, family.model().fewestReturns()).history());
        VolatilityPosterior posterior = new VolatilityPosterior(likelihood, family, family.prior());
        double[] mode = posterior.mode(List.of()).x();
        return of(posterior.precision(mode), mode, posterior.coordinates(), family.prior());
    }

    private static LikelihoodSummary of(
            double[][] curvature, double[] mode, Coordinates coordinates, VolatilityPrior prior) {
        double[] scales = new double[mode.length];
        Arrays.setAll(scales, i -> prior.deviation()[coordinates.parameter(i)]);
        double[][] own = withoutPrior(curvature, scales);
        int parameters = prior.mean().length;
        double[][] precision = new double[parameters][parameters];
        double[] shift = new double[parameters];
        for (int i = 0; i < mode.length; i++) {
            int at = coordinates.parameter(i);
            // So that under the same prior the mode is the same.
            shift[at] = (mode[i] - prior.mean()[at]) / (scales[i] * scales[i]) + Matrices.dot(own[i], mode);
            for (int j = 0; j < mode.length; j++) {
                precision[at][coordinates.parameter(j)] = own[i][j];
            }
        }
        return new LikelihoodSummary(precision, shift);
    }

    /** In units of the prior's deviations the prior's precision is the identity; what is left of an eigenvalue under 1 is 0. */
    private static double[][] withoutPrior(double[][] curvature, double[] scales) {
        int n = scales.length;
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i][j] = scales[i] * curvature[i][j] * scales[j];
            }
        }
        double[][] own = SymmetricEigen.of(scaled).map(value -> Math.max(0, value - 1));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                own[i][j] /= scales[i] * scales[j];
            }
        }
        return own;
    }

    /** Whether it says anything of a parameter. */
    boolean knows(int parameter) {
        return precision[parameter][parameter] != 0;
    }

    /** As if only a share of the returns had been seen. */
    LikelihoodSummary times(double share) {
        return new LikelihoodSummary(
                Arrays.stream(precision)
                        .map(row -> Arrays.stream(row).map(x -> share * x).toArray())
                        .toArray(double[][]::new),
                Arrays.stream(shift).map(x -> share * x).toArray());
    }

    /** Mean and variances of the coordinates under a prior. */
    Moments under(double[] mean, double[] variance) {
        double[][] sum = Matrices.copy(precision);
        double[] right = shift.clone();
        for (int i = 0; i < mean.length; i++) {
            sum[i][i] += 1 / variance[i];
            right[i] += mean[i] / variance[i];
        }
        Cholesky factor = ImportanceSampler.factor(sum);
        return new Moments(factor.solve(right), Matrices.diagonal(factor.inverse()));
    }

    /** Of a Gaussian. */
    record Moments(double[] mean, double[] variance) {}
}
