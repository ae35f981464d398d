package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Moments;

/**
 * The log scale that a network says, held near that of the targets it learnt from: {@code s = centre + REACH tanh(raw / REACH)}. Within reach it is what the
 * network says; an input far from all that was learnt can at most say {@code exp(+-REACH)} times the targets' standard deviation, where a
 * linear output would say any power of it.
 *
 * @param centre log of the targets' standard deviation
 */
record BoundedScale(double centre) {

    /** Of the log scale: seven times as much or as little. */
    static final double REACH = 2;

    /** Under a variance of targets that are all alike. */
    private static final double LEAST_VARIANCE = 1e-12;

    static BoundedScale of(WindowData data) {
        double mean = 0;
        double square = 0;
        for (float target : data.targets()) {
            mean += target / data.rows();
            square += (double) target * target / data.rows();
        }
        return new BoundedScale(0.5 * Math.log(Math.max(square - mean * mean, LEAST_VARIANCE)));
    }

    /** Of what a network carries to its outputs. */
    Moments of(Carried carried, Moments raw) {
        return carried.propagates() ? moments(raw) : Moments.certain(values(raw.mean()));
    }

    /** Of outputs 0 (mean) and 1 (raw log scale), along the last axis. */
    NDArray values(NDArray outputs) {
        NDList parts = split(outputs);
        return join(outputs, parts.get(0), bounded(Activation.TANH.value(Scalars.times(parts.get(1), 1 / REACH))));
    }

    /** The same of outputs that are uncertain. */
    private Moments moments(Moments outputs) {
        NDList means = split(outputs.mean());
        NDList variances = split(outputs.variance());
        Moments squashed = Activation.TANH.moments(new Moments(means.get(1), variances.get(1)).times(1 / REACH));
        return new Moments(
                join(outputs.mean(), means.get(0), bounded(squashed.mean())),
                join(outputs.mean(), variances.get(0), Scalars.times(squashed.variance(), REACH * REACH)));
    }

    private NDArray bounded(NDArray squashed) {
        return Scalars.times(squashed, REACH).add(centre);
    }

    private static NDList split(NDArray outputs) {
        return outputs.split(ExpectedLikelihood.OUTPUTS, last(outputs));
    }

    private static NDArray join(NDArray like, NDArray mean, NDArray logScale) {
        return NDArrays.concat(new NDList(mean, logScale), last(like));
    }

    private static int last(NDArray x) {
        return x.getShape().dimension() - 1;
    }
}
