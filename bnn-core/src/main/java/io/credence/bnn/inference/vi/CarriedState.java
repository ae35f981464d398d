package io.credence.bnn.inference.vi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.inference.vi.StreamPlan.Stream;
import io.credence.bnn.inference.vi.StreamPlan.Window;
import io.credence.bnn.network.NetworkGraph;
import io.credence.bnn.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The recurrent state of the streams that run side by side, carried from window to window as serving carries it from step to
 * step. No gradient flows through it.
 */
final class CarriedState {

    private final NetworkSpec spec;
    private final NDManager manager;
    private NDList states = new NDList();

    CarriedState(NetworkSpec spec, NDManager manager) {
        this.spec = spec;
        this.manager = manager;
    }

    /** Hidden and cell state, each {@code [state rows, streams, features]}; empty for a backbone without state. */
    NDList states() {
        return states;
    }

    /** The states as plain arrays, to go on from. */
    float[][] values() {
        return states.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    }

    /**
     * Goes on from the values of a group of so many streams. They are added to zeros that the engine owns: an array that is set to
     * values, or made from them, reads a buffer of Java's, which is freed with the array while a recorded graph may still need it.
     */
    void restore(int streams, float[][] values) {
        zero(streams);
        for (int i = 0; i < values.length; i++) {
            NDArray state = states.get(i);
            try (NDArray given = manager.create(values[i], state.getShape())) {
                state.addi(given);
            }
        }
    }

    /** Takes over the states at a window's end. */
    void keep(NDList ended) {
        NDList old = states;
        states = new NDList();
        for (NDArray state : ended) {
            NDArray kept = state.stopGradient();
            NDScope.unregister(kept);
            states.add(kept);
        }
        old.close();
    }

    /** Runs a window without recording a gradient. */
    void pass(List<Stream> streams, Window window, NDArray flat) {
        run(streams, window.from(), window.to(), flat);
    }

    /**
     * Starts each stream from zero state at most {@code burnIn} steps before its start. A stream whose series begins later than
     * that begins there, with zero state, as in serving.
     */
    void warm(List<Stream> streams, int burnIn, NDArray flat) {
        zero(streams.size());
        if (states.isEmpty()) {
            return;
        }
        int[] begins = streams.stream()
                .mapToInt(stream -> -Math.min(burnIn, stream.start()))
                .toArray();
        int[] cuts = Arrays.stream(begins).distinct().sorted().toArray();
        for (int i = 0; i < cuts.length && cuts[i] < 0; i++) {
            int to = i + 1 < cuts.length ? cuts[i + 1] : 0;
            run(streams, cuts[i], to, flat);
            reset(begins, to);
        }
    }

    private void run(List<Stream> streams, int from, int to, NDArray flat) {
        TensorEngine.enter(false);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray input = manager.create(
                    WindowArrays.features(streams, from, to), new Shape(streams.size(), to - from, spec.inputs()));
            keep(new NetworkGraph(spec, flat).features(input, states, null).states());
        }
    }

    /** Zeroes the rows that have not begun before {@code now}. */
    private void reset(int[] begins, int now) {
        float[] begun = new float[begins.length];
        for (int row = 0; row < begins.length; row++) {
            begun[row] = begins[row] < now ? 1 : 0;
        }
        try (NDArray factor = manager.create(begun, new Shape(1, begins.length, 1))) {
            states.forEach(state -> state.muli(factor));
        }
    }

    private void zero(int streams) {
        states.close();
        states = spec.backbone().zeroState(manager, streams);
    }
}
