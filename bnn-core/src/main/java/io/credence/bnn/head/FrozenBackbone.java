package io.credence.bnn.head;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.NetworkGraph;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.Arrays;

/**
 * A trained network's deterministic part: what its head sees of a series.
 *
 * @param network trained
 */
public record FrozenBackbone(SequenceNetwork network) {

    /**
     * A series as the head sees it, from zero state at its first step.
     *
     * @return one row for each step
     */
    public HeadRows rows(SequenceData series) {
        NetworkSpec spec = network.spec();
        if (series.inputs() != spec.inputs() || series.horizons() != spec.horizons()) {
            throw new IllegalArgumentException("series has " + series.inputs() + " inputs and " + series.horizons()
                    + " horizons; the network takes " + spec.inputs() + " and " + spec.horizons());
        }
        if (spec.backbone().random()) {
            throw new IllegalArgumentException(
                    "the backbone " + spec.backbone().name()
                            + " is random: what the head sees of a series is no row of numbers. Maybe train one of point weights?");
        }
        float[] flat = features(series);
        int width = spec.headFeatures();
        double[][] features = new double[series.steps()][width + 1];
        double[][] targets = new double[series.steps()][series.horizons()];
        Baseline[][] baselines = new Baseline[series.steps()][series.horizons()];
        for (int step = 0; step < series.steps(); step++) {
            for (int j = 0; j < width; j++) {
                features[step][j] = flat[step * width + j];
            }
            features[step][width] = 1;
            int row = step;
            Arrays.setAll(targets[step], h -> series.target(row, h));
            Arrays.setAll(baselines[step], h -> baseline(series, row, h));
        }
        return new HeadRows(features, targets, baselines);
    }

    /** The posterior means of the network's own head, as a point. */
    public double[] headMeans() {
        return section(0);
    }

    /** Its posterior standard deviations. */
    public double[] headSds() {
        return Arrays.stream(section(1)).map(Math::exp).toArray();
    }

    private double[] section(int index) {
        NetworkSpec spec = network.spec();
        int from = spec.deterministicSize() + index * spec.randomSize();
        return HeadShape.of(spec).fromNetwork(Arrays.copyOfRange(network.parameters(), from, from + spec.randomSize()));
    }

    private float[] features(SequenceData series) {
        NetworkSpec spec = network.spec();
        float[] inputs = new float[series.steps() * spec.inputs()];
        series.copyFeatures(0, series.steps(), inputs, 0);
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray input = manager.create(inputs, new Shape(1, series.steps(), spec.inputs()));
            NetworkGraph graph = new NetworkGraph(spec, manager.create(network.parameters()));
            return graph.features(input, spec.backbone().zeroState(manager, 1), null)
                    .mean()
                    .toFloatArray();
        }
    }

    private static Baseline baseline(SequenceData series, int step, int horizon) {
        double[] parts = new double[Baseline.SIZE];
        Arrays.setAll(parts, c -> series.baseline(step, horizon, c));
        return new Baseline(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
