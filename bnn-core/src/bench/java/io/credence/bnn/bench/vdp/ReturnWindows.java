package io.credence.bnn.bench.vdp;

import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Windows of simulated GARCH(1,1) returns with an autoregression: each step's return and its size less the mean size. */
final class ReturnWindows {

    static final int STEPS = 32;
    static final int INPUTS = 2;

    private static final double PERSISTENCE = 0.3;
    private static final double MEAN_SIZE = 0.8;

    private ReturnWindows() {}

    /** So many windows, one a step. */
    static WindowData of(int rows, Key key) {
        float[] returns = returns(rows + STEPS, key);
        float[] windows = new float[rows * STEPS * INPUTS];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int step = 0; step < STEPS; step++) {
                int at = (row * STEPS + step) * INPUTS;
                windows[at] = returns[row + step];
                windows[at + 1] = (float) (Math.abs(returns[row + step]) - MEAN_SIZE);
            }
            targets[row] = returns[row + STEPS];
        }
        return new WindowData(windows, STEPS, INPUTS, targets);
    }

    /** The inputs of the same windows with Gaussian noise whose variance is the inputs' divided by the signal-to-noise ratio. */
    static WindowData noisy(WindowData data, double decibel, Key key) {
        double power = 0;
        for (float value : data.windows()) {
            power += (double) value * value / data.windows().length;
        }
        double sd = Math.sqrt(power / Math.pow(10, decibel / 10));
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        float[] windows = data.windows().clone();
        for (int i = 0; i < windows.length; i++) {
            windows[i] += (float) (sd * gaussian.sample());
        }
        return new WindowData(windows, data.steps(), data.inputs(), data.targets());
    }

    private static float[] returns(int count, Key key) {
        UniformRandomProvider random = key.generator();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        float[] returns = new float[count];
        double variance = 1;
        double shock = 0;
        double last = 0;
        for (int i = -100; i < count; i++) {
            variance = 0.05 + 0.2 * shock * shock + 0.75 * variance;
            shock = Math.sqrt(variance) * gaussian.sample();
            last = PERSISTENCE * last + shock;
            if (i >= 0) {
                returns[i] = (float) last;
            }
        }
        return returns;
    }
}
