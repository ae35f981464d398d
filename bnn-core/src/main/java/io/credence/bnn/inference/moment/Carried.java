package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.moments.CovariancePropagation;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.moments.VariancePropagation;
import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentNetwork;
import java.util.function.Function;

/** What a network carries from its inputs to its outputs while it is trained. */
public enum Carried {
    /** Values under point weights, with the prior as a penalty: a maximum of the posterior. */
    VALUES,
    /** Values under one draw of the weights for each step of training: Bayes by Backprop (Blundell et al. 2015). */
    DRAWS,
    /** Means and covariances: VDP. Feed-forward networks only. */
    COVARIANCES,
    /** Means and variances: VDP++. */
    VARIANCES;

    /** Whether weights have a variance. */
    public boolean bayesian() {
        return this != VALUES;
    }

    /** Whether variances reach the outputs. */
    boolean propagates() {
        return this == COVARIANCES || this == VARIANCES;
    }

    /**
     * The outputs' moments, {@code [rows, outputs]}.
     *
     * @param weights {@code [size]}
     * @param windows {@code [rows, time, inputs]}
     * @param gaussian makes noise of a shape, for draws
     * @throws IllegalArgumentException when covariances cannot go through that network
     */
    Moments outputs(MomentNetwork network, Moments weights, NDArray windows, Function<Shape, NDArray> gaussian) {
        Layout layout = network.layout();
        return switch (this) {
            case VALUES -> drawn(network, weights.mean().expandDims(0), windows);
            case DRAWS -> {
                NDArray noise = gaussian.apply(weights.mean().getShape());
                NDArray draw = weights.mean().add(weights.variance().sqrt().mul(noise));
                yield drawn(network, draw.expandDims(0), windows);
            }
            case COVARIANCES -> {
                var through = new CovariancePropagation(layout, weights.mean(), weights.variance());
                NDArray flat = windows.reshape(windows.getShape().get(0), -1);
                yield dense(network).dense(through, through.certain(flat)).moments();
            }
            case VARIANCES -> {
                var through = new VariancePropagation(layout, weights.mean(), weights.variance());
                yield network.forward(through, through.certain(windows));
            }
        };
    }

    private static Moments drawn(MomentNetwork network, NDArray draw, NDArray windows) {
        DrawPropagation through = new DrawPropagation(network.layout(), draw);
        return Moments.certain(
                network.forward(through, through.certain(windows)).squeeze(0));
    }

    private static MomentFeedForward dense(MomentNetwork network) {
        if (network instanceof MomentFeedForward feedForward) {
            return feedForward;
        }
        throw new IllegalArgumentException("full covariances go through MomentFeedForward only, and the network is "
                + network.getClass().getSimpleName() + ". Maybe carry VARIANCES?");
    }
}
