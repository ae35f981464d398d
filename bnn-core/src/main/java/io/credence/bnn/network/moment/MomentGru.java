package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.SequencePropagation;
import io.credence.bnn.moments.SequencePropagation.GatedLayers;

/**
 * A gated recurrent unit (Cho et al. 2014, with the reset gate after the product): {@code n = tanh(W x + b + r (U h + d))}, {@code h' = z h + (1 - z) n}.
 *
 * @param inputs at least 1
 * @param hidden units, at least 1
 * @param outputs at least 1
 */
public record MomentGru(int inputs, int hidden, int outputs) implements MomentNetwork {

    private static final String GATES = "gates";
    private static final String CANDIDATE = "candidate";
    private static final String STATE = "state";
    private static final String HEAD = "head";
    private static final GatedLayers LAYERS = new GatedLayers(GATES, CANDIDATE, STATE);

    @Override
    public Layout layout() {
        return Layout.of(
                new Layer(GATES, 2 * hidden, inputs + hidden),
                new Layer(CANDIDATE, hidden, inputs),
                new Layer(STATE, hidden, hidden),
                new Layer(HEAD, outputs, hidden));
    }

    @Override
    public <T> T forward(SequencePropagation<T> through, T x) {
        int steps = Windows.checked("a GRU", through.steps(x), 1);
        T state = through.zeros(through.at(x, 0), hidden);
        for (int step = 0; step < steps; step++) {
            state = step(through, through.at(x, step), state);
        }
        return through.linear(state, HEAD);
    }

    /** One recurrent step, from h to the next. */
    public <T> T step(SequencePropagation<T> through, T x, T state) {
        return through.gated(x, state, LAYERS);
    }
}
