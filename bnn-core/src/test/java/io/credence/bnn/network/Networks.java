package io.credence.bnn.network;

import ai.djl.nn.Blocks;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Networks with random parameters, and rows to feed them. */
public final class Networks {

    private Networks() {}

    public static UniformRandomProvider random(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /** Two LSTM layers of 12, a dense layer of 6, inputs skip. */
    public static SequenceNetwork lstm(int inputs, int horizons, long seed) {
        return of(NetworkSpec.of(new Architecture(12, 2, 6, true), inputs, horizons), seed);
    }

    /** Eight units, all weights random, inputs skip. */
    public static SequenceNetwork momentLstm(int inputs, int horizons, long seed) {
        return of(NetworkSpec.ofMoments(new Architecture(8, 1, 0, true), inputs, horizons), seed);
    }

    /** Linear in the inputs: a backbone that changes nothing. */
    public static SequenceNetwork identity(int inputs, int horizons, long seed) {
        return of(identitySpec(inputs, horizons), seed);
    }

    public static NetworkSpec identitySpec(int inputs, int horizons) {
        return NetworkSpec.of(Backbone.of(Blocks.identityBlock(), inputs, inputs), 0, false, horizons);
    }

    public static float[][] rows(int rows, int inputs, UniformRandomProvider random) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] features = new float[rows][inputs];
        for (float[] row : features) {
            for (int i = 0; i < inputs; i++) {
                row[i] = (float) gaussian.sample();
            }
        }
        return features;
    }

    private static SequenceNetwork of(NetworkSpec spec, long seed) {
        UniformRandomProvider random = random(seed);
        float[] parameters = SequenceNetwork.initialParameters(spec, new HeadStart(0.1, 1), random);
        for (int i = spec.deterministicSize(); i < spec.deterministicSize() + spec.randomSize(); i++) {
            parameters[i] += (float) (random.nextDouble() - 0.5);
        }
        return SequenceNetwork.of(spec, parameters, new TreeMap<>());
    }
}
