package io.credence.bnn.inference.vi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.NoiseTable;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Noise drawn on the JVM: the engine's samplers share one global generator, which cannot be reproduced. */
final class Noise {

    private final UniformRandomProvider random;
    private final ZigguratSampler gaussian;
    private final NDManager manager;

    Noise(UniformRandomProvider random, NDManager manager) {
        this.random = random;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.manager = manager;
    }

    /** Standard Gaussian. */
    NDArray gaussian(Shape shape) {
        float[] noise = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) gaussian.sample();
        }
        return manager.create(noise, shape);
    }

    /** Standard Gaussian, from a table at a place that the generator says: some ten thousand numbers would take a fortieth of their step. */
    NDArray tabled(Shape shape) {
        return new NoiseTable(Key.of(random.nextLong())).draw(shape).toDevice(manager.getDevice(), false);
    }

    /**
     * Factors 0 with the given probability, else {@code 1 / (1 - probability)}; the same for all steps of a window.
     *
     * @return {@code [batch, 1, features]}
     */
    NDArray dropout(double probability, int batch, int features) {
        float[] factors = new float[batch * features];
        float kept = (float) (1 / (1 - probability));
        for (int i = 0; i < factors.length; i++) {
            factors[i] = probability > 0 && random.nextDouble() < probability ? 0 : kept;
        }
        return manager.create(factors, new Shape(batch, 1, features));
    }
}
