package io.credence.bnn.inference.pbp;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Independent Gaussian weights of a ReLU network, and a gamma belief over the precision of the targets' noise.
 *
 * <p>Weights are one flat vector: layer after layer, {@code [outputs][inputs + 1]} with the bias last; a layer's sums are divided by
 * sqrt(inputs + 1).
 */
public final class PbpPosterior implements Posterior {

    private final int[] widths;
    private final double[] means;
    private final double[] variances;
    private final GammaBelief noise;

    PbpPosterior(int[] widths, double[] means, double[] variances, GammaBelief noise) {
        this.widths = widths;
        this.means = means.clone();
        this.variances = variances.clone();
        this.noise = noise;
    }

    @Override
    public int dimension() {
        return means.length;
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] drawn = new double[draws][means.length];
        for (double[] draw : drawn) {
            for (int i = 0; i < draw.length; i++) {
                draw[i] = means[i] + Math.sqrt(variances[i]) * gaussian.sample();
            }
        }
        return drawn;
    }

    @Override
    public double[] mean() {
        return means.clone();
    }

    @Override
    public double[] variance() {
        return variances.clone();
    }

    /** Of the precision of the targets' noise. */
    public GammaBelief noise() {
        return noise;
    }

    /**
     * The network's output, without the targets' noise: add {@code noise().variance()} for the variance of a target.
     *
     * @param features {@code [rows][inputs]}, scaled as those that were trained on
     * @return {@code [rows]}
     */
    public Gaussian[] outputs(double[][] features) {
        MomentPass pass = new MomentPass(widths);
        Gaussian[] outputs = new Gaussian[features.length];
        for (int row = 0; row < features.length; row++) {
            requireInputs(features[row], row);
            pass.forward(features[row], means, variances);
            outputs[row] = new Gaussian(pass.mean(), Math.sqrt(pass.variance()));
        }
        return outputs;
    }

    private void requireInputs(double[] row, int index) {
        if (row.length != widths[0]) {
            throw new IllegalArgumentException("features row " + index + " has " + row.length
                    + " values; the network has " + widths[0] + " inputs");
        }
    }
}
