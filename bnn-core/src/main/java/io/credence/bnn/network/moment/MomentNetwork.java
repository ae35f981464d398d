package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.SequencePropagation;
import io.credence.bnn.random.Key;

/** A network from windows to outputs, written once for every way through it. */
public interface MomentNetwork {

    /** Its layers' weights. */
    Layout layout();

    /**
     * Outputs after the last step, {@code [..., outputs]}.
     *
     * @param x {@code [..., time, inputs]}
     * @throws IllegalArgumentException when the window has no step, or fewer than the network needs
     */
    <T> T forward(SequencePropagation<T> through, T x);

    /** Means to start from, {@code [layout().size()]}. */
    default double[] initial(Key key) {
        return layout().initial(key);
    }
}
