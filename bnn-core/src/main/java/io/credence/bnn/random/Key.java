package io.credence.bnn.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A seed as a value. The same key gives the same draws; {@link #child} gives keys whose draws are independent, so that an
 * algorithm which stops and goes on draws what it would have drawn.
 *
 * <p>Mixing is SplitMix64's finaliser: Steele, Lea and Flood (2014), "Fast Splittable Pseudorandom Number Generators".
 *
 * @param seed any number
 */
public record Key(long seed) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    public static Key of(long seed) {
        return new Key(seed);
    }

    /** The key of one of its uses, such as a step, a chain or a member. */
    public Key child(long use) {
        return new Key(mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * (use + 1)));
    }

    /** A new generator at the start of this key's sequence. */
    public UniformRandomProvider generator() {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
