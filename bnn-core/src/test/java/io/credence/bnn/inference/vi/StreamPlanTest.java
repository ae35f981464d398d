package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.StreamPlan.Window;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.TargetTensors;
import io.credence.bnn.network.Networks;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPlanTest {

    /** Targets are numbered, so that each can be counted. */
    private static final List<SequenceData> SERIES =
            List.of(numbered(103, 1000, 5), numbered(40, 2000, 0), numbered(7, 3000, 7));

    @ParameterizedTest
    @CsvSource({"1, 10", "4, 16", "16, 32", "3, 1", "500, 8"})
    void everyCountedTargetIsInOneWindow(int streams, int window) {
        StreamPlan plan = new StreamPlan(SERIES, new Batching(streams, window, 4));
        UniformRandomProvider random = Networks.random(1);
        for (int epoch = 0; epoch < 3; epoch++) {
            List<Group> groups = plan.epoch(random);
            List<Float> seen = new ArrayList<>();
            for (Group group : groups) {
                assertThat(group.streams()).hasSizeLessThanOrEqualTo(streams);
                group.windows().forEach(w -> seen.addAll(targets(group, w)));
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(2 * (98 + 40));
            assertThat(StreamPlan.countedWindows(groups)).isPositive();
        }
    }

    @Test
    void windowsAreContiguousAndNoLongerThanAsked() {
        StreamPlan plan = new StreamPlan(SERIES, new Batching(4, 16, 4));
        for (Group group : plan.epoch(Networks.random(2))) {
            int at = 0;
            for (Window window : group.windows()) {
                assertThat(window.from()).isEqualTo(at);
                assertThat(window.length()).isBetween(1, 16);
                at = window.to();
            }
        }
    }

    @Test
    void whatIsMissingHasAFiniteScaleAndNoWeight() {
        StreamPlan plan = new StreamPlan(SERIES, new Batching(500, 200, 0));
        Group group = plan.epoch(Networks.random(3)).getFirst();
        float[] planes = WindowArrays.planes(group.streams(), 0, 3);
        int plane = planes.length / TargetTensors.PLANES;
        for (int i = 0; i < plane; i++) {
            boolean missing = planes[plane + i] == 0 && planes[2 * plane + i] == 0;
            assertThat(planes[7 * plane + i]).isEqualTo(missing ? 1 : 0.25f);
        }
    }

    private static List<Float> targets(Group group, Window window) {
        float[] planes = WindowArrays.planes(group.streams(), window.from(), window.to());
        int plane = planes.length / TargetTensors.PLANES;
        List<Float> targets = new ArrayList<>();
        for (int i = 0; i < plane; i++) {
            if (planes[2 * plane + i] == 1) {
                targets.add(planes[i]);
            }
        }
        assertThat(targets).hasSize(window.counted());
        return targets;
    }

    private static SequenceData numbered(int steps, int first, int firstCounted) {
        SequenceData.Builder data = SequenceData.builder(steps, 1, 2).firstCounted(firstCounted);
        for (int t = 0; t < steps; t++) {
            for (int h = 0; h < 2; h++) {
                data.target(t, h, first + t + 0.5 * h, new Baseline(0, 1, 0, 0, 0.25));
            }
        }
        return data.build();
    }
}
