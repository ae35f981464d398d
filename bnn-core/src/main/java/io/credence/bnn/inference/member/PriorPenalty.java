package io.credence.bnn.inference.member;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForwardPrior;
import java.util.List;

/** Members' Gaussian priors as tensors {@code [members, size]}, made anew in each step: they are small. */
public final class PriorPenalty {

    private final float[] means;
    private final float[] precisions;
    private final Shape shape;

    /** One prior for each member. */
    public PriorPenalty(FeedForward network, List<FeedForwardPrior> priors) {
        shape = new Shape(priors.size(), network.size());
        means = new float[priors.size() * network.size()];
        precisions = new float[means.length];
        for (int member = 0; member < priors.size(); member++) {
            fill(priors.get(member).of(network), member * network.size());
        }
    }

    private void fill(IndependentGaussian prior, int at) {
        for (int i = 0; i < prior.dimension(); i++) {
            means[at + i] = (float) prior.means()[i];
            precisions[at + i] = (float) (1 / (prior.sds()[i] * prior.sds()[i]));
        }
    }

    /** Half the sum of the logs of all members' precisions. */
    public double halfLogPrecisions() {
        double sum = 0;
        for (float precision : precisions) {
            sum += 0.5 * Math.log(precision);
        }
        return sum;
    }

    /** Prior precisions. */
    public NDArray precisions(NDManager manager) {
        return manager.create(precisions, shape);
    }

    /** {@code (points - means)^2 * precisions}, {@code [members, size]}. */
    public NDArray squares(NDArray points) {
        NDManager manager = points.getManager();
        return points.sub(manager.create(means, shape)).square().mul(precisions(manager));
    }
}
