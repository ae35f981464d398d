package io.credence.forecasting.model.bayesian;

import io.credence.forecasting.feature.Feature;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How features become inputs of the network: less the training span's mean, over its standard deviation, within bounds. A
 * signed feature keeps its zero: a rise in the training span is no reason to call no change a fall. Part of the fitted model.
 *
 * @param means {@code [features]}; not copied
 * @param deviations {@code [features]}, positive; not copied
 */
record Inputs(float[] means, float[] deviations) {

    /** An input further out than in training says no more than this many deviations. */
    private static final float BOUND = 4;

    /** A feature that hardly varied in training is not blown up. */
    private static final double LEAST_DEVIATION = 1e-2;

    /** The constants of a training span: {@code rows[n][features]}, n at least 1. */
    static Inputs fit(List<float[]> rows) {
        float[] means = new float[Feature.COUNT];
        float[] deviations = new float[Feature.COUNT];
        for (Feature feature : Feature.values()) {
            int i = feature.ordinal();
            double mean = feature.isSigned() ? 0 : average(rows, row -> row[i]);
            double variance = average(rows, row -> (row[i] - mean) * (row[i] - mean));
            means[i] = (float) mean;
            deviations[i] = (float) Math.max(Math.sqrt(variance), LEAST_DEVIATION);
        }
        return new Inputs(means, deviations);
    }

    private static double average(List<float[]> rows, ToDoubleFunction<float[]> value) {
        return rows.stream().mapToDouble(value).average().orElseThrow();
    }

    /** A row of features as the network takes it. */
    float[] of(float[] features) {
        float[] inputs = new float[features.length];
        for (int i = 0; i < features.length; i++) {
            inputs[i] = Math.clamp((features[i] - means[i]) / deviations[i], -BOUND, BOUND);
        }
        return inputs;
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 8 * means.length).putInt(means.length);
        for (int i = 0; i < means.length; i++) {
            buffer.putFloat(means[i]).putFloat(deviations[i]);
        }
        return buffer.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is of other features
     */
    static Inputs decode(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("input constants end early, after " + bytes.length + " bytes", e);
        }
    }

    private static Inputs read(ByteBuffer buffer) {
        int count = buffer.getInt();
        if (count != Feature.COUNT) {
            throw new IllegalArgumentException("input constants are of " + count + " features; there are "
                    + Feature.COUNT + ". Maybe the model was trained by another release: retrain.");
        }
        float[] means = new float[count];
        float[] deviations = new float[count];
        for (int i = 0; i < count; i++) {
            means[i] = buffer.getFloat();
            deviations[i] = buffer.getFloat();
        }
        return new Inputs(means, deviations);
    }
}
