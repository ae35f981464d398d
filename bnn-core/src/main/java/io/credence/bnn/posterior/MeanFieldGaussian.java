package io.credence.bnn.posterior;

import java.util.Arrays;

/** Independent Gaussians, one per parameter: the mean-field family, and the usual Gaussian prior. */
public final class MeanFieldGaussian extends GaussianPosterior {

    private final double[] sd;

    private MeanFieldGaussian(double[] mean, double[] sd) {
        super(mean);
        requireLength("sd", sd.length, mean.length);
        this.sd = requirePositive("sd", sd);
    }

    /**
     * Of means and standard deviations.
     *
     * @param sd positive, as long as {@code mean}
     */
    public static MeanFieldGaussian of(double[] mean, double[] sd) {
        return new MeanFieldGaussian(mean, sd);
    }

    /** With one standard deviation for all. */
    public static MeanFieldGaussian of(double[] mean, double sd) {
        double[] all = new double[mean.length];
        Arrays.fill(all, sd);
        return of(mean, all);
    }

    /** Standard deviations, {@code [dimension]}. */
    public double[] sd() {
        return sd.clone();
    }

    @Override
    public double[] variance() {
        return Arrays.stream(sd).map(s -> s * s).toArray();
    }

    /** KL of each parameter's marginal from the prior's, in nats, {@code [dimension]}; they add up to {@link #kl}. */
    public double[] kls(MeanFieldGaussian prior) {
        requireLength("prior", prior.sd.length, sd.length);
        double[] mean = mean();
        double[] centre = prior.mean();
        double[] kls = new double[sd.length];
        for (int i = 0; i < kls.length; i++) {
            double ratio = sd[i] / prior.sd[i];
            double shift = (mean[i] - centre[i]) / prior.sd[i];
            kls[i] = Math.max(0, 0.5 * (ratio * ratio + shift * shift - 1) - Math.log(ratio));
        }
        return kls;
    }

    @Override
    int noise() {
        return sd.length;
    }

    @Override
    double[] factorTimes(double[] noise) {
        double[] product = new double[sd.length];
        Arrays.setAll(product, i -> sd[i] * noise[i]);
        return product;
    }

    @Override
    public double[] covarianceTimes(double[] vector) {
        return factorTimes(factorTimes(vector));
    }

    @Override
    double[] precisionTimes(double[] deviation) {
        double[] product = new double[sd.length];
        Arrays.setAll(product, i -> deviation[i] / (sd[i] * sd[i]));
        return product;
    }

    @Override
    double logDeterminant() {
        return 2 * Arrays.stream(sd).map(Math::log).sum();
    }

    /** Needs the other's marginal variances only. */
    @Override
    double traceOfPrecisionTimes(GaussianPosterior other) {
        return Arrays.stream(precisionTimes(other.variance())).sum();
    }
}
