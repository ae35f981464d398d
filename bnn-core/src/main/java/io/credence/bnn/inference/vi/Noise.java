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

    /** From so many numbers on, drawing them one by one would take a tenth of the step that they are for. */
    private static final int MANY = 1 << 16;

    private final UniformRandomProvider random;
    private final ZigguratSampler gaussian;
    private final NDManager manager;

    Noise(UniformRandomProvider random, NDManager manager) {
        this.random = random;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.manager = manager;
    }

    /** Whether numbers are so many that a step should spare them. */
    static boolean isMany(int numbers) {
        return numbers >= MANY;
    }

    /** Standard Gaussian, {@code [rows, columns]}. */
    NDArray gaussian(int rows, int columns) {
        if (isMany(rows * columns)) {
            return tabled(new Shape(rows, columns));
        }
        float[] noise = new float[rows * columns];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) gaussian.sample();
        }
        return manager.create(noise, new Shape(rows, columns));
    }

    /** From a table, at a place that the generator says. */
    private NDArray tabled(Shape shape) {
        NDArray drawn = new NoiseTable(Key.of(random.nextLong())).draw(shape);
        return drawn.toDevice(manager.getDevice(), false);
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
