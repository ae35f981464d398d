package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.predictive.HurdleStudentT;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BayesByBackpropTest {

    private static final TrainingOptions QUICK = TrainingOptions.withDefaults()
            .withArchitecture(new Architecture(8, 1, 4, true))
            .withSchedule(TrainingOptions.Schedule.withDefaults().withSteps(25))
            .withBatching(new Batching(4, 10, 10))
            .withDevice(Device.CPU);

    @Test
    void theSameSeedGivesTheSameBytes() {
        SequenceData data = Worlds.hurdle(300, 3, 2, 1);
        byte[] first = Checkpoint.write(train(data, 5));
        assertThat(Checkpoint.write(train(data, 5))).isEqualTo(first);
        assertThat(Checkpoint.write(train(data, 6))).isNotEqualTo(first);
    }

    @Test
    void recoversTheWorldThatMadeTheData() {
        TrainingOptions options = TrainingOptions.withDefaults()
                .withArchitecture(new Architecture(8, 1, 0, true))
                .withSchedule(Schedule.withDefaults().withSteps(1200))
                .withDevice(Device.CPU);
        SequenceNetwork network =
                BayesByBackprop.with(options).train(List.of(Worlds.hurdle(3800, 4, 1, 1)), 3, StepListener.SILENT);
        try (NetworkSession session = network.open()) {
            for (float[] x : new float[][] {{0, 0, 0, 0}, {1, 0, 0, 0}, {-1, 1, 0, 0}, {0, -1.5f, 0, 0}}) {
                var moments = session.step(new float[][] {x}, new byte[][] {session.initialState()})
                        .moments();
                HurdleStudentT value = HurdleStudentT.of(moments, 0, 0, Baseline.NONE);
                assertThat(value.location().mean()).isCloseTo(-0.3 * x[0], within(0.1));
                assertThat(value.logScale().mean()).isCloseTo(-0.5 + 0.4 * x[1], within(0.15));
                assertThat(value.atom()).isCloseTo(0.25, within(0.05));
                assertThat(value.location().sd()).isBetween(0.002, 0.1);
            }
            double df = 2.1
                    + Math.log1p(Math.exp(session.step(new float[1][4], new byte[][] {session.initialState()})
                            .moments()
                            .rawDf(0)
                            .mean()));
            assertThat(df).isBetween(4.0, 6.5);
        }
    }

    /** Epistemic uncertainty falls with data, and rises away from them. */
    @Test
    void knowsWhatItHasNotSeen() {
        double few = locationSd(400, 0);
        double many = locationSd(3800, 0);
        assertThat(many).isLessThan(0.6 * few);
        assertThat(locationSd(400, 6)).isGreaterThan(3 * few);
    }

    @Test
    void tellsOfEveryStep() {
        List<Info> seen = new ArrayList<>();
        BayesByBackprop.with(QUICK).train(List.of(Worlds.hurdle(300, 3, 2, 1)), 5, seen::add);
        assertThat(seen).hasSize(25);
        assertThat(seen).allSatisfy(info -> {
            assertThat(info.kl()).isPositive();
            assertThat(info.nll()).isFinite();
            assertThat(info.elbo()).isLessThan(0);
            assertThat(info.steps()).isEqualTo(25);
        });
        assertThat(seen.getLast().step()).isEqualTo(25);
        assertThat(seen.getLast().klWeight()).isEqualTo(1);
    }

    @Test
    void averagesStayNearTheLastStep() {
        SequenceData data = Worlds.hurdle(300, 3, 2, 1);
        Schedule plain = new Schedule(60, 0.005, 0.01, 0.3, 0);
        Schedule averaged = new Schedule(60, 0.005, 0.01, 0.3, 0.1);
        float[] last = BayesByBackprop.with(QUICK.withSchedule(plain))
                .train(List.of(data), 5, StepListener.SILENT)
                .parameters();
        float[] average = BayesByBackprop.with(QUICK.withSchedule(averaged))
                .train(List.of(data), 5, StepListener.SILENT)
                .parameters();
        assertThat(average).isNotEqualTo(last);
        for (int i = 0; i < last.length; i++) {
            assertThat(average[i]).isCloseTo(last[i], within(0.01f));
        }
    }

    @Test
    void trainsAcrossSeriesOfAnyLength() {
        List<SequenceData> series =
                List.of(Worlds.hurdle(3, 3, 2, 1), Worlds.hurdle(170, 3, 2, 2), Worlds.hurdle(64, 3, 2, 3));
        SequenceNetwork network = BayesByBackprop.with(QUICK).train(series, 5, StepListener.SILENT);
        assertThat(network.provenance()).containsEntry("targets", "474").containsEntry("seed", "5");
    }

    @Test
    void holdsNoMoreMemoryAfterManySteps() {
        SequenceData data = Worlds.hurdle(300, 3, 2, 1);
        NetworkSpec spec = NetworkSpec.of(QUICK.architecture(), 3, 2);
        var random = Networks.random(1);
        float[] initial = SequenceNetwork.initialParameters(spec, new HeadStart(0.05, 2), random);
        StreamPlan plan = new StreamPlan(List.of(data), QUICK.batching());
        try (Trainer trainer = new Trainer(spec, QUICK, data.countedTargets(), initial, random)) {
            int held = epoch(trainer, plan.epoch(random));
            for (int i = 0; i < 20; i++) {
                assertThat(epoch(trainer, plan.epoch(random))).isEqualTo(held);
            }
        }
    }

    @Test
    void aPriorThatAllowsNothingIsACollapse() {
        HeadPrior nothing = new HeadPrior(1e-3, 1e-3, 2, 1e-3, 1e-3);
        SequenceNetwork network = BayesByBackprop.with(QUICK.withPrior(nothing))
                .train(List.of(Worlds.hurdle(40, 3, 2, 1)), 5, StepListener.SILENT);
        float[] p = network.parameters();
        int means = network.spec().deterministicSize();
        for (int i = 0; i < network.spec().randomSize(); i++) {
            p[means + i] = i >= network.spec().randomSize() - 2 ? 2 : 0;
            p[means + network.spec().randomSize() + i] = (float) Math.log(1e-3);
        }
        SequenceNetwork idle = SequenceNetwork.of(network.spec(), p, network.provenance());
        assertThat(Collapse.of(idle, nothing).alarm()).isTrue();
        assertThat(Collapse.of(idle, nothing).kl()).isCloseTo(0, within(1e-6));
    }

    @Test
    void refusesDataThatCannotTeach() {
        BayesByBackprop algorithm = BayesByBackprop.with(QUICK);
        assertThatThrownBy(() -> algorithm.train(List.of(), 1, StepListener.SILENT))
                .hasMessageContaining("no series");
        SequenceData empty = SequenceData.builder(50, 3, 2).build();
        assertThatThrownBy(() -> algorithm.train(List.of(empty), 1, StepListener.SILENT))
                .hasMessageContaining("no target counts")
                .hasMessageContaining("Maybe");
        List<SequenceData> mixed = List.of(Worlds.hurdle(50, 3, 2, 1), Worlds.hurdle(50, 4, 2, 1));
        assertThatThrownBy(() -> algorithm.train(mixed, 1, StepListener.SILENT))
                .hasMessageContaining("series 1 has 4 inputs");
    }

    @Test
    void saysWhenTheLossIsLost() {
        SequenceData.Builder data = SequenceData.builder(30, 1, 1);
        for (int t = 0; t < 30; t++) {
            data.features(t, new float[] {1e30f}).target(t, 0, 1, Baseline.NONE);
        }
        assertThatThrownBy(() -> BayesByBackprop.with(QUICK).train(List.of(data.build()), 1, StepListener.SILENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("step 1")
                .hasMessageContaining("Maybe");
    }

    @Test
    void refusesSettingsWithoutMeaning() {
        assertThatThrownBy(() -> Schedule.withDefaults().withSteps(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new Batching(0, 1, 0)).hasMessageContaining("0 streams");
        assertThatThrownBy(() -> new HeadPrior(0, 1, 2, 1, 0.1)).hasMessageContaining("prior weight sd is 0.0");
        assertThatThrownBy(() -> new TrainingOptions.Regularisation(0, 1, 1)).hasMessageContaining("dropout 1.0");
        assertThatThrownBy(() -> new Architecture(0, 1, 0, true)).hasMessageContaining("hidden units are 0");
    }

    private static SequenceNetwork train(SequenceData data, long seed) {
        return BayesByBackprop.with(QUICK).train(List.of(data), seed, StepListener.SILENT);
    }

    private static double locationSd(int steps, float at) {
        SequenceNetwork network = BayesByBackprop.with(QUICK.withSchedule(new Schedule(400, 0.02, 0.05, 0.3, 0.2)))
                .train(List.of(Worlds.hurdle(steps, 3, 1, 1)), 3, StepListener.SILENT);
        try (NetworkSession session = network.open()) {
            return session.step(new float[][] {{at, at, at}}, new byte[][] {session.initialState()})
                    .moments()
                    .location(0, 0)
                    .sd();
        }
    }

    private static int epoch(Trainer trainer, List<Group> groups) {
        for (Group group : groups) {
            trainer.begin(group);
            group.windows().forEach(window -> trainer.step(group, window, 1, 10));
        }
        return trainer.heldArrays();
    }
}
