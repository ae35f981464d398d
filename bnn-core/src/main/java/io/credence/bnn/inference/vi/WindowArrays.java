package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.StreamPlan.Stream;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.TargetTensors;
import java.util.List;

/** Copies steps of streams into the arrays of one batch. */
final class WindowArrays {

    private WindowArrays() {}

    /**
     * Features of steps [from, to) relative to the streams' starts; zeros outside a stream's series.
     *
     * @return {@code [streams, to - from, inputs]}
     */
    static float[] features(List<Stream> streams, int from, int to) {
        int inputs = streams.getFirst().data().inputs();
        int length = to - from;
        float[] features = new float[streams.size() * length * inputs];
        for (int row = 0; row < streams.size(); row++) {
            Stream stream = streams.get(row);
            int first = Math.max(0, stream.start() + from);
            int last = Math.min(stream.end(), stream.start() + to);
            if (first < last) {
                int skipped = first - stream.start() - from;
                stream.data().copyFeatures(first, last, features, (row * length + skipped) * inputs);
            }
        }
        return features;
    }

    /** Targets and baselines of the same steps, in {@link TargetTensors}' planes; outside a stream all targets are missing. */
    static float[] planes(List<Stream> streams, int from, int to) {
        int horizons = streams.getFirst().data().horizons();
        int length = to - from;
        int plane = streams.size() * length * horizons;
        float[] planes = new float[TargetTensors.PLANES * plane];
        for (int row = 0; row < streams.size(); row++) {
            Stream stream = streams.get(row);
            int last = Math.min(to, stream.length());
            for (int step = from; step < last; step++) {
                int at = (row * length + step - from) * horizons;
                fill(stream.data(), stream.start() + step, planes, at, plane);
            }
        }
        neutralise(planes, plane);
        return planes;
    }

    private static void fill(SequenceData data, int step, float[] planes, int at, int plane) {
        for (int h = 0; h < data.horizons(); h++) {
            float target = data.target(step, h);
            if (!Float.isNaN(target)) {
                planes[at + h] = target;
                planes[plane + at + h] = target == 0 ? 1 : 0;
                planes[2 * plane + at + h] = target == 0 ? 0 : 1;
                for (int c = 0; c < Baseline.SIZE; c++) {
                    planes[(3 + c) * plane + at + h] = data.baseline(step, h, c);
                }
            }
        }
    }

    /** Gives a missing target's scale a floor of 1, so that nothing masked is infinite: 0 times infinity is not 0. */
    private static void neutralise(float[] planes, int plane) {
        int floors = (3 + Baseline.SIZE - 1) * plane;
        for (int i = 0; i < plane; i++) {
            if (planes[plane + i] == 0 && planes[2 * plane + i] == 0) {
                planes[floors + i] = 1;
            }
        }
    }
}
