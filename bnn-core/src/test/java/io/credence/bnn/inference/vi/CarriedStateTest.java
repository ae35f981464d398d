package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.inference.vi.StreamPlan.Stream;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream's state, warmed on all steps before it, is the state that serving reaches there. */
class CarriedStateTest {

    private static final int INPUTS = 3;

    private final SequenceNetwork network = Networks.lstm(INPUTS, 1, 5);
    private final SequenceData series = series(60);

    @Test
    void warmingIsServing() {
        TensorEngine.enter(false);
        int[] starts = {0, 1, 25, 48};
        List<Stream> streams = Arrays.stream(starts)
                .mapToObj(start -> new Stream(series, start, 60))
                .toList();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            CarriedState carried = new CarriedState(network.spec(), manager);
            carried.warm(streams, 100, manager.create(network.parameters()));
            float[] hidden = carried.states().get(0).toFloatArray();
            for (int row = 0; row < starts.length; row++) {
                assertThat(hidden[row * 12 + 4]).isCloseTo(served(starts[row]), within(1e-5f));
            }
        }
    }

    /** The fifth hidden value of the first layer after so many steps. */
    private float served(int steps) {
        try (NetworkSession session = network.open()) {
            byte[][] state = {session.initialState()};
            for (int t = 0; t < steps; t++) {
                float[] row = new float[INPUTS];
                series.copyFeatures(t, t + 1, row, 0);
                state = session.step(new float[][] {row}, state).states();
            }
            return ByteBuffer.wrap(state[0]).order(ByteOrder.LITTLE_ENDIAN).getFloat(4 * Float.BYTES);
        }
    }

    private static SequenceData series(int steps) {
        SequenceData.Builder data = SequenceData.builder(steps, INPUTS, 1);
        float[][] rows = Networks.rows(steps, INPUTS, Networks.random(8));
        for (int t = 0; t < steps; t++) {
            data.features(t, rows[t]);
        }
        return data.build();
    }
}
