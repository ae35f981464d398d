package io.credence.bnn.inference.elbo;

import io.credence.bnn.posterior.GaussianPosterior;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Estimates the evidence lower bound and its gradient. With {@code importance = K} above 1 it is the importance-weighted bound
 * {@code E log (1/K) sum_k p(theta_k) / q(theta_k)} (Burda, Grosse and Salakhutdinov 2016), whose gradient through the draws has the
 * squared normalised weights (Tucker et al. 2019, "Doubly Reparameterized Gradient Estimators"); with K = 1 that is the path
 * derivative.
 *
 * <p>Where independence is not needed draws come in antithetic pairs, e and -e: on a Gaussian target the gradient with respect to the
 * means then has no noise from draws.
 *
 * @param objective the target
 * @param estimator of the gradient
 * @param draws of K points each, at least 1
 * @param importance K, at least 1
 */
record Bound(Objective objective, Estimator estimator, int draws, int importance) {

    /**
     * An estimate.
     *
     * @param value of the bound at KL weight 1, in nats
     * @param kl of q from the prior, in nats; the negative entropy where the prior is not known
     * @param gradient with respect to the variation's values, of the bound at the KL weight given
     */
    record Estimate(double value, double kl, double[] gradient) {}

    /** Points evaluated at each estimate. */
    int points() {
        return draws * importance;
    }

    Estimate at(Variation variation, double klWeight, UniformRandomProvider random) {
        Sample sample = sample(variation, klWeight, random);
        double[] gradient = new double[variation.values().length];
        switch (estimator) {
            case REPARAMETERISED -> addReparameterised(variation, sample, klWeight, gradient);
            case PATH_DERIVATIVE -> addPathDerivative(variation, sample, klWeight, gradient);
            case SCORE_FUNCTION -> addScoreFunction(variation, sample, klWeight, gradient);
        }
        return new Estimate(value(sample), sample.kl(), gradient);
    }

    private Sample sample(Variation variation, double klWeight, UniformRandomProvider random) {
        GaussianPosterior q = variation.posterior();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] noise = new double[points()][variation.mixing().noise()];
        double[][] points = new double[points()][];
        for (int s = 0; s < points.length; s++) {
            double[] opposite = s % 2 == 1 && paired() ? noise[s - 1] : null;
            Arrays.setAll(noise[s], i -> opposite == null ? gaussian.sample() : -opposite[i]);
            points[s] = variation.point(noise[s]);
        }
        Objective.Parts parts = objective.evaluate(points, klWeight, random);
        return new Sample(q, noise, points, parts);
    }

    /** With the entropy in closed form where its gradient has that form; else by draws, which has no noise where q is exact. */
    private double value(Sample sample) {
        return estimator == Estimator.REPARAMETERISED
                ? Arrays.stream(sample.parts.likelihood()).average().orElseThrow() - sample.kl()
                : ImportanceBound.of(sample.logWeights(1), importance).value();
    }

    /** Draws that must be independent may not come in pairs. */
    private boolean paired() {
        return importance == 1 && estimator != Estimator.SCORE_FUNCTION;
    }

    private void addReparameterised(Variation variation, Sample sample, double klWeight, double[] gradient) {
        for (int s = 0; s < points(); s++) {
            double[] scaled = times(1.0 / draws, sample.parts.gradients()[s]);
            variation.pullBack(sample.noise[s], sample.points[s], scaled, gradient);
        }
        variation.addEntropyGradient(klWeight, gradient);
    }

    private void addPathDerivative(Variation variation, Sample sample, double klWeight, double[] gradient) {
        double[] score = new double[variation.dimension()];
        double[] shares = sample.squaredShares(importance, klWeight);
        for (int s = 0; s < points(); s++) {
            sample.q.score(sample.points[s], score);
            double[] path = sample.parts.gradients()[s].clone();
            for (int i = 0; i < path.length; i++) {
                path[i] = shares[s] / draws * (path[i] - klWeight * score[i]);
            }
            variation.pullBack(sample.noise[s], sample.points[s], path, gradient);
        }
    }

    private void addScoreFunction(Variation variation, Sample sample, double klWeight, double[] gradient) {
        double[] values = sample.logWeights(klWeight);
        double sum = Arrays.stream(values).sum();
        double[] score = new double[variation.dimension()];
        for (int s = 0; s < draws; s++) {
            double others = draws == 1 ? 0 : (sum - values[s]) / (draws - 1);
            sample.q.score(sample.points[s], score);
            variation.addLogDensityGradient(sample.points[s], score, (values[s] - others) / draws, gradient);
        }
    }

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(v -> factor * v).toArray();
    }

    /** Draws, and what the target says at them. */
    private record Sample(GaussianPosterior q, double[][] noise, double[][] points, Objective.Parts parts) {

        double kl() {
            return -q.entropy() - Arrays.stream(parts.prior()).average().orElseThrow();
        }

        /** {@code log p / q} at each point, the KL's parts weighted. */
        double[] logWeights(double klWeight) {
            double[] logs = new double[points.length];
            Arrays.setAll(logs, s -> parts.likelihood()[s] + klWeight * (parts.prior()[s] - q.logDensity(points[s])));
            return logs;
        }

        /** Of each point among its K: its normalised weight squared. */
        double[] squaredShares(int importance, double klWeight) {
            double[] logs = importance == 1 ? new double[points.length] : logWeights(klWeight);
            for (int from = 0; from < logs.length; from += importance) {
                double total = ImportanceBound.logSumExp(logs, from, importance);
                for (int s = from; s < from + importance; s++) {
                    logs[s] = Math.exp(2 * (logs[s] - total));
                }
            }
            return logs;
        }
    }
}
