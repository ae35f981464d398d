package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.SequencePropagation;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates): {@code c' = f c + i g}, {@code h' = o tanh(c')}, gates from
 * one layer over inputs and last h, in the order input, forget, cell, output.
 *
 * @param inputs at least 1
 * @param hidden units, at least 1
 * @param outputs at least 1
 */
public record MomentLstm(int inputs, int hidden, int outputs) implements MomentNetwork {

    private static final String GATES = "gates";
    private static final String HEAD = "head";

    /**
     * What is carried from step to step.
     *
     * @param output h
     * @param cell c
     */
    public record State<T>(T output, T cell) {}

    @Override
    public Layout layout() {
        return Layout.of(new Layer(GATES, 4 * hidden, inputs + hidden), new Layer(HEAD, outputs, hidden));
    }

    /** Forget gates start open (Jozefowicz et al. 2015). */
    @Override
    public double[] initial(Key key) {
        double[] means = layout().initial(key);
        int biases = 4 * hidden * (inputs + hidden);
        Arrays.fill(means, biases + hidden, biases + 2 * hidden, 1);
        return means;
    }

    @Override
    public <T> T forward(SequencePropagation<T> through, T x) {
        int steps = Windows.checked("an LSTM", through.steps(x), 1);
        T zeros = through.zeros(through.at(x, 0), hidden);
        State<T> state = new State<>(zeros, zeros);
        for (int step = 0; step < steps; step++) {
            state = step(through, through.at(x, step), state);
        }
        return through.linear(state.output(), HEAD);
    }

    /** One recurrent step. */
    public <T> State<T> step(SequencePropagation<T> through, T x, State<T> from) {
        T before = through.linear(through.join(List.of(x, from.output())), GATES);
        // of all at once, since one call of a wide tensor is cheaper than three of narrow ones; the third is not used
        List<T> gates = through.split(through.activate(before, Activation.SIGMOID), 4);
        T entry = gates.get(0);
        T kept = gates.get(1);
        T candidate = through.activate(through.split(before, 4).get(2), Activation.TANH);
        T exit = gates.get(3);
        T cell = through.add(through.multiply(kept, from.cell()), through.multiply(entry, candidate));
        return new State<>(through.multiply(exit, through.activate(cell, Activation.TANH)), cell);
    }
}
