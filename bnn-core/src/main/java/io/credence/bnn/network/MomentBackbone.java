package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.moments.VariancePropagation;
import io.credence.bnn.network.moment.MomentLstm;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An LSTM all of whose weights are independent Gaussians, which carries means and variances from step to step (VDP++): its weights are drawn
 * anew at each step, so what one step errs is independent of what the next one does.
 */
final class MomentBackbone extends Backbone {

    private final MomentLstm lstm;
    private final Layout layout;

    MomentBackbone(int inputs, int hidden) {
        super(MOMENT_LSTM_NAME, inputs, hidden, 1);
        lstm = new MomentLstm(inputs, hidden, 1);
        layout = Layout.of(lstm.layout().layers().getFirst());
    }

    @Override
    public boolean random() {
        return true;
    }

    @Override
    List<Slot> slots() {
        Layout.Layer gates = layout.layers().getFirst();
        Slot weight = new Slot("backbone.gates.weight", new long[] {gates.outputs(), gates.inputs()}, 0);
        return List.of(weight, new Slot("backbone.gates.bias", new long[] {gates.outputs()}, weight.end()));
    }

    /** Weights uniform within 1/sqrt(fan-in), forget gates open. */
    @Override
    void initial(float[] into, UniformRandomProvider random) {
        uniform(into, slots().getFirst(), random);
        int bias = slots().getLast().offset();
        Arrays.fill(into, bias + features(), bias + 2 * features(), 1);
    }

    @Override
    SequenceFeatures forward(NDArray input, NDList states, NDList values, boolean training) {
        NDArray logSd = flat(values.subNDList(2));
        VariancePropagation through = new VariancePropagation(
                layout, flat(values.subNDList(0, 2)), logSd.add(logSd).exp());
        Moments window = through.certain(input);
        MomentLstm.State<Moments> state = state(input, states);
        int steps = through.steps(window);
        NDList means = new NDList(steps);
        NDList variances = new NDList(steps);
        for (int step = 0; step < steps; step++) {
            state = lstm.step(through, through.at(window, step), state);
            means.add(state.output().mean());
            variances.add(state.output().variance());
        }
        NDList ended = new NDList(stacked(state.output()), stacked(state.cell()));
        return new SequenceFeatures(NDArrays.stack(means, 1), NDArrays.stack(variances, 1), ended);
    }

    private static NDArray flat(NDList weightAndBias) {
        return weightAndBias.head().reshape(new Shape(-1)).concat(weightAndBias.get(1));
    }

    private MomentLstm.State<Moments> state(NDArray input, NDList states) {
        NDList from = states.isEmpty()
                ? zeroState(input.getManager(), input.getShape().get(0))
                : states;
        return new MomentLstm.State<>(moments(from.get(0)), moments(from.get(1)));
    }

    private static Moments moments(NDArray stacked) {
        return new Moments(stacked.get(0), stacked.get(1));
    }

    private static NDArray stacked(Moments moments) {
        return NDArrays.stack(new NDList(moments.mean(), moments.variance()));
    }
}
