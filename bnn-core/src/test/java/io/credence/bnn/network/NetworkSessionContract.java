package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.engine.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every network that is run step by step. */
abstract class NetworkSessionContract {

    static final int INPUTS = 5;

    private final UniformRandomProvider random = Networks.random(4);
    private final SequenceNetwork network = network();

    /** Of 5 inputs and 2 horizons. */
    abstract SequenceNetwork network();

    /** The contract of replay: a row's bits are the same alone, among others, and at any place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 63, 64, 65, 200})
    void aRowsBitsDependNeitherOnBatchSizeNorOnPosition(int rows) {
        try (NetworkSession session = network.open()) {
            float[][] features = Networks.rows(rows, INPUTS, random);
            byte[][] states = warmed(session, rows);
            NetworkSession.Step together = session.step(features, states);
            for (int row : new int[] {0, rows / 2, rows - 1}) {
                NetworkSession.Step alone = session.step(new float[][] {features[row]}, new byte[][] {states[row]});
                assertThat(together.states()[row]).isEqualTo(alone.states()[0]);
                assertThat(together.moments().location(row, 1))
                        .isEqualTo(alone.moments().location(0, 1));
                assertThat(together.moments().logScale(row, 0))
                        .isEqualTo(alone.moments().logScale(0, 0));
                assertThat(together.moments().logit(row, 0))
                        .isEqualTo(alone.moments().logit(0, 0));
            }
        }
    }

    @Test
    void everyPlaceInATileGivesTheSameBits() {
        try (NetworkSession session = network.open()) {
            float[] row = Networks.rows(1, INPUTS, random)[0];
            byte[] state = warmed(session, 1)[0];
            float[][] features = Networks.rows(NetworkSession.TILE, INPUTS, random);
            byte[][] states = warmed(session, NetworkSession.TILE);
            List<Gaussian> seen = new ArrayList<>();
            for (int place = 0; place < NetworkSession.TILE; place++) {
                float[][] placed = features.clone();
                byte[][] placedStates = states.clone();
                placed[place] = row;
                placedStates[place] = state;
                seen.add(session.step(placed, placedStates).moments().logScale(place, 1));
            }
            assertThat(seen.stream().distinct()).hasSize(1);
        }
    }

    /** Streaming equals batch: one step at a time through bytes is the whole series at once. */
    @Test
    void steppingIsTheWindowStepByStep() {
        int steps = 90;
        float[][] series = Networks.rows(steps, INPUTS, random);
        float[] window = unrolled(series);
        try (NetworkSession session = network.open()) {
            byte[][] state = {session.initialState()};
            for (int t = 0; t < steps; t++) {
                NetworkSession.Step step = session.step(new float[][] {series[t]}, state);
                state = step.states();
                for (int o = 0; o < 2; o++) {
                    double streamed = step.moments().logScale(0, o).mean();
                    assertThat(streamed).as("step %d", t).isCloseTo(window[t * 6 + 4 + o], within(1e-5));
                }
            }
        }
    }

    @Test
    void holdsNoMoreMemoryAfterManySteps() {
        try (NetworkSession session = network.open()) {
            float[][] features = Networks.rows(70, INPUTS, random);
            byte[][] states = warmed(session, 70);
            int held = session.heldArrays();
            for (int i = 0; i < 200; i++) {
                states = session.step(features, states).states();
            }
            assertThat(session.heldArrays()).isEqualTo(held);
        }
    }

    @Test
    void leavesTheGivenStatesAlone() {
        try (NetworkSession session = network.open()) {
            byte[][] states = warmed(session, 2);
            byte[] before = states[1].clone();
            session.step(Networks.rows(2, INPUTS, random), states);
            assertThat(states[1]).isEqualTo(before);
        }
    }

    @Test
    void noRowsGiveNoResults() {
        try (NetworkSession session = network.open()) {
            assertThat(session.step(new float[0][], new byte[0][]).moments().rows())
                    .isZero();
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (NetworkSession session = network.open()) {
            byte[][] one = {session.initialState()};
            assertThatThrownBy(() -> session.step(new float[2][INPUTS], one)).hasMessageContaining("2 rows");
            assertThatThrownBy(() -> session.step(new float[1][4], one)).hasMessageContaining("4 features");
            assertThatThrownBy(() -> session.step(new float[1][INPUTS], new byte[1][3]))
                    .hasMessageContaining("3 bytes")
                    .hasMessageContaining("Maybe");
            float[][] bad = {{0, 0, Float.NaN, 0, 0}};
            assertThatThrownBy(() -> session.step(bad, one)).hasMessageContaining("feature 2 of row 0 is NaN");
        }
    }

    @Test
    void refusesVirtualThreads() {
        try (NetworkSession session = network.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var step = threads.submit(() -> session.step(new float[0][], new byte[0][]));
            assertThatThrownBy(step::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("platform threads only");
        }
    }

    private byte[][] warmed(NetworkSession session, int rows) {
        byte[][] states = new byte[rows][];
        Arrays.fill(states, session.initialState());
        return session.step(Networks.rows(rows, INPUTS, random), states).states();
    }

    /** Means of the head's outputs at every step, {@code [steps, 6]}, in two windows with the state carried. */
    private float[] unrolled(float[][] series) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NetworkGraph graph = new NetworkGraph(network.spec(), manager.create(network.parameters()));
            int cut = 37;
            SequenceFeatures first = graph.features(tensor(manager, series, 0, cut), new NDList(), null);
            SequenceFeatures second = graph.features(tensor(manager, series, cut, series.length), first.states(), null);
            NDArray both = first.mean().concat(second.mean(), 1);
            return graph.head()
                    .mean(both.reshape(series.length, network.spec().headFeatures()))
                    .toFloatArray();
        }
    }

    private static NDArray tensor(NDManager manager, float[][] series, int from, int to) {
        float[] flat = new float[(to - from) * INPUTS];
        for (int t = from; t < to; t++) {
            System.arraycopy(series[t], 0, flat, (t - from) * INPUTS, INPUTS);
        }
        return manager.create(flat, new Shape(1, to - from, INPUTS));
    }
}
