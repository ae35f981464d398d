package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.optimisation.Optimum;

/**
 * A posterior near its mode, as a Gaussian (Laplace's approximation).
 *
 * @param mode in unbounded coordinates
 * @param precision minus the Hessian there
 */
record GaussianGuess(Optimum mode, double[][] precision) {

    static GaussianGuess of(NumericalPosterior target, double[] start) {
        Optimum mode = target.mode(start);
        return new GaussianGuess(mode, target.precision(mode.x()));
    }

    double[] variances() {
        double[][] covariance = ImportanceSampler.factor(precision).inverse();
        double[] variances = new double[covariance.length];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = covariance[i][i];
        }
        return variances;
    }
}
