package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.likelihood.Baseline;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Simulated series whose law is known. */
public final class Worlds {

    private Worlds() {}

    /** P(0) = 0.25, else t with 5 degrees of freedom at -0.3 x0 with scale exp(-0.5 + 0.4 x1); other features are noise. */
    public static SequenceData hurdle(int steps, int inputs, int horizons, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        TSampler t = TSampler.of(random, 5);
        SequenceData.Builder data = SequenceData.builder(steps, inputs, horizons);
        for (int step = 0; step < steps; step++) {
            float[] x = new float[inputs];
            for (int i = 0; i < inputs; i++) {
                x[i] = (float) gaussian.sample();
            }
            data.features(step, x);
            for (int h = 0; h < horizons; h++) {
                double y = random.nextDouble() < 0.25 ? 0 : -0.3 * x[0] + Math.exp(-0.5 + 0.4 * x[1]) * t.sample();
                data.target(step, h, y, Baseline.NONE);
            }
        }
        return data.build();
    }

    /**
     * GARCH(1,1)-t with 6 degrees of freedom and unit mean variance, seen only through the last return (clipped) and its size; the
     * other features are noise. The baseline's location says the true log scale, for scoring; training on it needs {@code blind}.
     */
    public static SequenceData garch(int steps, int inputs, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        TSampler t = TSampler.of(random, 6);
        SequenceData.Builder data = SequenceData.builder(steps, inputs, 1);
        double variance = 1;
        double last = 0;
        for (int step = 0; step < steps; step++) {
            variance = 0.04 + 0.12 * last * last + 0.84 * variance;
            float[] x = new float[inputs];
            x[0] = (float) Math.clamp(last, -4, 4);
            x[1] = (float) (Math.min(Math.abs(last), 4) - 0.7);
            for (int i = 2; i < inputs; i++) {
                x[i] = (float) gaussian.sample();
            }
            double scale = Math.sqrt(variance * 4 / 6);
            last = scale * t.sample();
            data.features(step, x).target(step, 0, last, new Baseline(Math.log(scale), 0, 0, -8, 0));
        }
        return data.build();
    }

    /** The same features and targets over no baseline but a tiny atom. */
    public static SequenceData blind(SequenceData from) {
        SequenceData.Builder data = SequenceData.builder(from.steps(), from.inputs(), from.horizons());
        float[] x = new float[from.inputs()];
        for (int t = 0; t < from.steps(); t++) {
            from.copyFeatures(t, t + 1, x, 0);
            data.features(t, x).target(t, 0, from.target(t, 0), new Baseline(0, 1, 0, -8, 0));
        }
        return data.build();
    }
}
