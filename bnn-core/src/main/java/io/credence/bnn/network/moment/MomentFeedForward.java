package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.Propagation;
import io.credence.bnn.moments.SequencePropagation;

/**
 * Two rectified layers over a whole window at once. The one network here that needs no more than {@link Propagation} has, so that full
 * covariances can run it too.
 *
 * @param steps of the window, at least 1
 * @param inputs of a step, at least 1
 * @param hidden units of each layer, at least 1
 * @param outputs at least 1
 */
public record MomentFeedForward(int steps, int inputs, int hidden, int outputs) implements MomentNetwork {

    @Override
    public Layout layout() {
        return Layout.of(
                new Layer("first", hidden, steps * inputs),
                new Layer("second", hidden, hidden),
                new Layer("head", outputs, hidden));
    }

    @Override
    public <T> T forward(SequencePropagation<T> through, T x) {
        Windows.checked("a feed-forward network", through.steps(x), steps);
        return dense(through, through.at(through.patches(x, steps), 0));
    }

    /** Of whole windows, {@code [windows, steps * inputs]}. */
    public <T> T dense(Propagation<T> through, T windows) {
        T first = through.activate(through.linear(windows, "first"), Activation.RELU);
        T second = through.activate(through.linear(first, "second"), Activation.RELU);
        return through.linear(second, "head");
    }
}
