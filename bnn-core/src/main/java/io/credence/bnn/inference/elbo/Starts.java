package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Where ascents start, and what they refuse. */
final class Starts {

    private Starts() {}

    static double[] around(double[] centre, double spread, Key key) {
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(key.child(0).generator());
        double[] mean = new double[centre.length];
        Arrays.setAll(mean, i -> centre[i] + spread * gaussian.sample());
        return mean;
    }

    static void requireFinite(LogDensity target, double[] mean) {
        if (mean.length != target.dimension()) {
            throw new IllegalArgumentException(
                    "start has length " + mean.length + "; the target's dimension is " + target.dimension());
        }
        double[] gradient = new double[mean.length];
        double value = target.evaluate(mean, gradient);
        if (!Double.isFinite(value + Arrays.stream(gradient).sum())) {
            throw new IllegalArgumentException("log density at the start is " + value + " with gradient "
                    + Arrays.toString(Arrays.copyOf(gradient, Math.min(5, gradient.length)))
                    + "; both must be finite. Maybe the data hold NaN, or the start lies outside the support?");
        }
    }

    static void requireFinite(long step, double value, double[] gradient) {
        if (!Double.isFinite(value + Arrays.stream(gradient).sum())) {
            throw new IllegalStateException("evidence lower bound is " + value + " at step " + step
                    + " or its gradient is not finite. Maybe a smaller rate, or more draws?");
        }
    }
}
