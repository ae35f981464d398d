package io.credence.bnn.inference.mcmc;

import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/** Numbers that are not doubles, saved as such without loss. */
final class Saved {

    private Saved() {}

    /** A key's 64 bits as two whole numbers. */
    static double[] halves(Key key) {
        return new double[] {key.seed() >>> 32, key.seed() & 0xffff_ffffL};
    }

    static Key key(Tensors saved, String name) {
        double[] halves = saved.get(name, 2);
        return Key.of((long) halves[0] << 32 | (long) halves[1]);
    }

    static long count(Tensors saved, String name) {
        return (long) saved.get(name, 1)[0];
    }
}
