package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws in one tensor, and their moments. Noise is made on the JVM from a key. */
final class MonteCarlo {

    private static final int[] DRAWS = {0};

    private final NDManager manager;
    private final UniformRandomProvider random;
    private final ZigguratSampler gaussian;

    MonteCarlo(NDManager manager, Key key) {
        this.manager = manager;
        this.random = key.generator();
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    NDArray gaussian(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) gaussian.sample();
        }
        return manager.create(values, shape);
    }

    /** Uniform between two bounds. */
    NDArray uniform(double low, double high, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return manager.create(values, shape);
    }

    /** {@code [draws, ...]} of independent Gaussians. */
    NDArray draws(Moments x, int draws) {
        NDArray noise = gaussian(new Shape(draws).addAll(x.mean().getShape()));
        return x.mean().expandDims(0).add(x.variance().sqrt().expandDims(0).mul(noise));
    }

    /** Of the first axis. */
    static Moments moments(NDArray draws) {
        NDArray mean = draws.mean(DRAWS);
        return new Moments(mean, draws.sub(mean.expandDims(0)).square().mean(DRAWS));
    }

    /** The largest relative error of a variance. */
    static double worstVariance(Moments found, Moments truth) {
        double[] a = doubles(found.variance());
        double[] b = doubles(truth.variance());
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] / b[i] - 1));
        }
        return worst;
    }

    /** The relative error of the sum of all variances. */
    static double totalVariance(Moments found, Moments truth) {
        return Math.abs(ratio(found, truth) - 1);
    }

    /** The sum of all variances over the true one. */
    static double ratio(Moments found, Moments truth) {
        return Arrays.stream(doubles(found.variance())).sum()
                / Arrays.stream(doubles(truth.variance())).sum();
    }

    /** The largest error of a mean in true standard deviations. */
    static double worstMean(Moments found, Moments truth) {
        double[] a = doubles(found.mean());
        double[] b = doubles(truth.mean());
        double[] v = doubles(truth.variance());
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]) / Math.sqrt(v[i]));
        }
        return worst;
    }

    static double[] doubles(NDArray x) {
        return x.toType(DataType.FLOAT64, false).flatten().toDoubleArray();
    }
}
