package io.credence.bnn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Standard Gaussian noise drawn once a process and read at random places (Salimans et al. 2017, "Evolution Strategies as a
 * Scalable Alternative to Reinforcement Learning", 2.1): a reproducible draw then costs a view instead of a loop, which would
 * take longer than the step that it is for. Draws within one step do not overlap unless the step takes a large part of the table; what two
 * steps share is harmless for stochastic gradients, and no posterior is drawn from it.
 */
public final class NoiseTable {

    public static final int SIZE = 1 << 22;
    private static final Key KEY = Key.of(0x6e6f697365L);

    private final NDArray table;
    private final UniformRandomProvider places;
    private int at;

    /** Reads at places that the key says. */
    public NoiseTable(Key key) {
        table = Table.NOISE;
        places = key.generator();
        next();
    }

    /** To be called before each step: draws go on from a new place. */
    public void next() {
        at = places.nextInt(SIZE);
    }

    /** The noise for this step's next operation; at most {@link #SIZE} numbers. */
    public NDArray draw(Shape shape) {
        int length = Math.toIntExact(shape.size());
        if (length > SIZE) {
            throw new IllegalArgumentException("a step asks for " + length + " random numbers at once; allowed are "
                    + SIZE + ". Maybe use smaller batches or fewer members?");
        }
        if (at + length > SIZE) {
            at = places.nextInt(SIZE - length + 1);
        }
        NDArray drawn = JniUtils.slice((PtNDArray) table, 0, at, at + length, 1).reshape(shape);
        at += length;
        return drawn;
    }

    /** Filled when first asked for, out of any scope's reach, and kept for the process, 16 MiB. */
    private static final class Table {

        static final NDArray NOISE = fill();

        private static NDArray fill() {
            // loads the engine, and leaves alone whether operations are recorded: a step may be under way
            TensorEngine.info();
            ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(KEY.generator());
            float[] noise = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                noise[i] = (float) gaussian.sample();
            }
            NDArray made = NDManager.newBaseManager().create(noise);
            NDScope.unregister(made);
            return made;
        }
    }
}
