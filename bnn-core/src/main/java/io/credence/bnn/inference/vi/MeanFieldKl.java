package io.credence.bnn.inference.vi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.network.NetworkSpec;
import java.util.Arrays;

/**
 * KL divergence of independent Gaussians from independent Gaussian priors:
 * {@code sum of log(sp / s) + (s^2 + (m - mp)^2) / (2 sp^2) - 1/2}.
 */
final class MeanFieldKl {

    private final long[] cuts;
    private final NDArray priorMean;
    private final NDArray priorPrecision;
    private final double constant;

    MeanFieldKl(NetworkSpec spec, HeadPrior prior, NDManager manager) {
        cuts = new long[] {spec.deterministicSize(), spec.deterministicSize() + spec.randomSize()};
        double[] sd = PriorSds.of(spec, prior);
        int rawDf = spec.randomSize() - spec.horizons();
        float[] mean = new float[sd.length];
        Arrays.fill(mean, rawDf, mean.length, (float) prior.rawDfMean());
        priorMean = manager.create(mean);
        priorPrecision = manager.create(precision(sd));
        constant = Arrays.stream(sd).map(s -> Math.log(s) - 0.5).sum();
    }

    /** In nats, for the flat vector of all parameters; a scalar. */
    NDArray of(NDArray flat) {
        NDList sections = flat.split(cuts);
        NDArray mean = sections.get(1);
        NDArray logSd = sections.get(2);
        NDArray quadratic =
                logSd.add(logSd).exp().add(mean.sub(priorMean).square()).mul(priorPrecision);
        return Scalars.times(quadratic, 0.5).sub(logSd).sum().add((float) constant);
    }

    /** Minus the prior's log density at the means, but for its constant: what is left of the divergence of a point. */
    NDArray penalty(NDArray flat) {
        NDArray mean = flat.split(cuts).get(1);
        return Scalars.times(mean.sub(priorMean).square().mul(priorPrecision), 0.5)
                .sum();
    }

    private static float[] precision(double[] sd) {
        float[] precision = new float[sd.length];
        for (int i = 0; i < sd.length; i++) {
            precision[i] = (float) (1 / (sd[i] * sd[i]));
        }
        return precision;
    }
}
