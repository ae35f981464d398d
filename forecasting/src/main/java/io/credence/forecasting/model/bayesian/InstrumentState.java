package io.credence.forecasting.model.bayesian;

import io.credence.forecasting.feature.FeatureStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * All that a predictor remembers of one instrument. As bytes: a version, the features, the recalibration of scale, the
 * network's recurrent state.
 */
record InstrumentState(FeatureStream features, Recalibration recalibration, byte[] network) {

    private static final byte VERSION = 1;

    InstrumentState withNetwork(byte[] moved) {
        return new InstrumentState(features, recalibration, moved);
    }

    byte[] encode(List<Integer> horizons) {
        int size = 1 + FeatureStream.encodedBytes() + Recalibration.encodedBytes(horizons) + network.length;
        ByteBuffer buffer = ByteBuffer.allocate(size).put(VERSION).put(features.encode());
        recalibration.encode(buffer);
        return buffer.put(network).array();
    }

    /**
     * Reads what {@link #encode} wrote for the same horizons.
     *
     * @throws IllegalArgumentException when it is of another layout
     */
    static InstrumentState decode(List<Integer> horizons, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("state of an instrument has layout " + version + "; this code reads "
                        + VERSION + ". Maybe rebuild it from the stored bars.");
            }
            FeatureStream features = FeatureStream.decode(buffer);
            Recalibration recalibration = Recalibration.decode(horizons, buffer);
            byte[] network = new byte[buffer.remaining()];
            buffer.get(network);
            return new InstrumentState(features, recalibration, network);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "state of an instrument ends early, after " + bytes.length + " bytes", e);
        }
    }
}
