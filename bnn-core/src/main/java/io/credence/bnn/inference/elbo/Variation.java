package io.credence.bnn.inference.elbo;

import io.credence.bnn.posterior.GaussianPosterior;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A Gaussian as numbers that an optimiser moves: means, log scales, mixing parameters; {@code theta = mean + scale * (B e)}.
 *
 * @param mixing what B is
 * @param values {@code [2 dimension + mixing.size()]}
 */
record Variation(Mixing mixing, int dimension, double[] values) {

    static Variation start(Mixing mixing, double[] mean, double sd, UniformRandomProvider random) {
        int n = mean.length;
        double[] values = Arrays.copyOf(mean, 2 * n + mixing.size());
        Arrays.fill(values, n, 2 * n, Math.log(sd));
        System.arraycopy(mixing.start(random), 0, values, 2 * n, mixing.size());
        return new Variation(mixing, n, values);
    }

    GaussianPosterior posterior() {
        return mixing.posterior(Arrays.copyOf(values, dimension), scales(), mixed());
    }

    /** The point that this noise makes. */
    double[] point(double[] noise) {
        double[] point = mixing.mix(mixed(), noise);
        for (int i = 0; i < dimension; i++) {
            point[i] = values[i] + scale(i) * point[i];
        }
        return point;
    }

    /** Adds, to the gradient with respect to the values, that of {@code g' theta} where this noise made theta. */
    void pullBack(double[] noise, double[] point, double[] g, double[] gradient) {
        double[] scaled = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            gradient[i] += g[i];
            gradient[dimension + i] += g[i] * (point[i] - values[i]);
            scaled[i] = g[i] * scale(i);
        }
        double[] ofMixing = new double[mixing.size()];
        mixing.pullBack(noise, scaled, ofMixing);
        addMixing(ofMixing, gradient);
    }

    /** Adds {@code weight} times the entropy's gradient. */
    void addEntropyGradient(double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            gradient[dimension + i] += weight;
        }
        double[] ofMixing = new double[mixing.size()];
        mixing.addEntropyGradient(mixed(), weight, ofMixing);
        addMixing(ofMixing, gradient);
    }

    /**
     * Adds {@code weight} times the gradient of log q(point) with respect to the values, the point held: with {@code a} the negative
     * score, {@code a' dF F'a + a' dmean - dH}, which is what noise {@code F'a} would pull back.
     */
    void addLogDensityGradient(double[] point, double[] score, double weight, double[] gradient) {
        double[] scaled = new double[dimension];
        double[] pulled = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            pulled[i] = -weight * score[i];
            scaled[i] = -scale(i) * score[i];
        }
        double[] noise = mixing.transpose(mixed(), scaled);
        double[] imagined = point(noise);
        pullBack(noise, imagined, pulled, gradient);
        addEntropyGradient(-weight, gradient);
    }

    private void addMixing(double[] ofMixing, double[] gradient) {
        for (int k = 0; k < ofMixing.length; k++) {
            gradient[2 * dimension + k] += ofMixing[k];
        }
    }

    private double scale(int i) {
        return Math.exp(values[dimension + i]);
    }

    private double[] scales() {
        double[] scales = new double[dimension];
        Arrays.setAll(scales, this::scale);
        return scales;
    }

    private double[] mixed() {
        return Arrays.copyOfRange(values, 2 * dimension, values.length);
    }
}
