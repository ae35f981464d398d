package io.credence.bnn.bench.methods;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * GARCH(1,1)-t returns with 5 degrees of freedom, about unit variance, of which a fifth are exactly zero, more when the market is calm.
 * Inputs are the last return (clipped), its size, whether it was zero, a slow average of sizes, and two of pure noise.
 */
final class World {

    static final int INPUTS = 6;

    static final Baseline BASELINE = new Baseline(0, 1, 0, 0, 0.01);

    private static final double DF = 5;
    private static final double CLIP = 4;

    private World() {}

    /**
     * A series.
     *
     * @param breakAt step from which returns are three times as large; at or beyond {@code steps} for none
     */
    static SequenceData series(int steps, int breakAt, long seed) {
        UniformRandomProvider random = Key.of(seed).generator();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        TSampler t = TSampler.of(random, DF);
        SequenceData.Builder data = SequenceData.builder(steps, INPUTS, 1);
        double variance = 1;
        double last = 0;
        double slow = 0.7;
        for (int step = 0; step < steps; step++) {
            double shock = step > breakAt ? last / 3 : last;
            variance = 0.04 + 0.12 * shock * shock + 0.84 * variance;
            slow += 0.05 * (Math.min(Math.abs(last), CLIP) - slow);
            data.features(step, new float[] {
                (float) Math.clamp(last, -CLIP, CLIP),
                (float) (Math.min(Math.abs(last), CLIP) - 0.7),
                last == 0 ? 1 : 0,
                (float) (2 * (slow - 0.7)),
                (float) gaussian.sample(),
                (float) gaussian.sample()
            });
            double scale = Math.sqrt(variance * (DF - 2) / DF) * (step >= breakAt ? 3 : 1);
            double zero = 1 / (1 + Math.exp(1.2 + 0.6 * Math.log(variance)));
            last = random.nextDouble() < zero ? 0 : scale * t.sample();
            data.target(step, 0, last, BASELINE);
        }
        return data.build();
    }
}
