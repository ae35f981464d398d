package io.credence.bnn.bench.posteriors;

/**
 * Rubin's (1981) eight schools: {@code y_j ~ N(theta_j, sigma_j^2)}, {@code theta_j = mu + tau eta_j}, {@code eta_j ~ N(0, 1)},
 * {@code mu ~ N(0, 5^2)}, {@code tau ~ half-Cauchy(5)}. A point is {@code (eta, mu, log tau)}, parameters are {@code (theta, mu, tau)}.
 *
 * @param effects y
 * @param errors sigma
 */
record EightSchools(double[] effects, double[] errors) implements PosteriorModel {

    private static final double MEAN_SD = 5;
    private static final ScalePrior SPREAD = ScalePrior.halfCauchy(5);

    @Override
    public int dimension() {
        return effects.length + 2;
    }

    @Override
    public double[] parameters(double[] point) {
        double[] parameters = point.clone();
        int schools = effects.length;
        parameters[schools + 1] = Math.exp(point[schools + 1]);
        for (int j = 0; j < schools; j++) {
            parameters[j] = point[schools] + parameters[schools + 1] * point[j];
        }
        return parameters;
    }

    @Override
    public double density(double[] point, double[] gradient) {
        int schools = effects.length;
        double mu = point[schools];
        double tau = Math.exp(point[schools + 1]);
        gradient[schools] = -mu / (MEAN_SD * MEAN_SD);
        gradient[schools + 1] = SPREAD.slope(tau) + 1;
        double value = -0.5 * mu * mu / (MEAN_SD * MEAN_SD) + SPREAD.log(tau) + point[schools + 1];
        for (int j = 0; j < schools; j++) {
            double residual = (effects[j] - mu - tau * point[j]) / errors[j];
            double pull = residual / errors[j];
            value -= 0.5 * (residual * residual + point[j] * point[j]);
            gradient[j] = tau * pull - point[j];
            gradient[schools] += pull;
            gradient[schools + 1] += tau * point[j] * pull;
        }
        return value;
    }
}
