package io.credence.bnn.bench.posteriors;

import io.credence.bnn.linalg.Matrices;

/**
 * {@code y ~ N(X beta, sigma^2)}. A point is {@code (beta, log sigma)}; the Jacobian of the logarithm adds {@code log sigma}.
 *
 * @param features X, {@code [rows][coefficients]}
 * @param targets y, {@code [rows]}
 * @param betaSd of each coefficient's Gaussian prior with mean 0; infinite for a flat one
 * @param sigmaPrior on sigma
 */
record GaussianRegression(double[][] features, double[] targets, double betaSd, ScalePrior sigmaPrior)
        implements PosteriorModel {

    @Override
    public int dimension() {
        return features[0].length + 1;
    }

    @Override
    public double[] parameters(double[] point) {
        double[] parameters = point.clone();
        parameters[point.length - 1] = Math.exp(point[point.length - 1]);
        return parameters;
    }

    @Override
    public double density(double[] point, double[] gradient) {
        int last = point.length - 1;
        double sigma = Math.exp(point[last]);
        double squares = 0;
        for (int i = 0; i < targets.length; i++) {
            double residual = targets[i] - predict(features[i], point);
            squares += residual * residual;
            Matrices.axpy(residual / (sigma * sigma), features[i], gradient);
        }
        double scaled = squares / (sigma * sigma);
        gradient[last] = scaled - targets.length + sigmaPrior.slope(sigma) + 1;
        double prior = sigmaPrior.log(sigma) + point[last];
        for (int j = 0; j < last; j++) {
            gradient[j] -= point[j] / (betaSd * betaSd);
            prior -= 0.5 * point[j] * point[j] / (betaSd * betaSd);
        }
        return prior - 0.5 * scaled - targets.length * point[last];
    }

    private static double predict(double[] row, double[] point) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * point[j];
        }
        return sum;
    }
}
