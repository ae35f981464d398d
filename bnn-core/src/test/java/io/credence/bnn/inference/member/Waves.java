package io.credence.bnn.inference.member;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Rows of a known function with known noise, about standardised. */
public final class Waves {

    /** The noise's standard deviation where the input is negative; elsewhere it is {@link #LOUD}. */
    public static final double QUIET = 0.1;

    public static final double LOUD = 0.4;

    private Waves() {}

    /** {@code y = sin(2 x)} and noise on [-1.5, 1.5]. */
    public static RegressionData of(int rows, Key key) {
        UniformRandomProvider random = key.generator();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] inputs = new double[rows][1];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            double x = 3 * random.nextDouble() - 1.5;
            inputs[row][0] = x;
            targets[row] = Math.sin(2 * x) + (x < 0 ? QUIET : LOUD) * gaussian.sample();
        }
        return new RegressionData(inputs, targets);
    }
}
