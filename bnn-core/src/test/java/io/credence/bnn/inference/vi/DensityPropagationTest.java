package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.checkpoint.TrainingCheckpoint;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.Head;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.inference.vi.TrainingOptions.Regularisation;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.predictive.HurdleStudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensityPropagationTest {

    private static final TrainingOptions QUICK = TrainingOptions.withDefaults()
            .withArchitecture(new Architecture(6, 1, 0, true))
            .withSchedule(Schedule.withDefaults().withSteps(12))
            .withBatching(new Batching(4, 10, 10))
            .withDevice(Device.CPU);
    private static final SequenceData DATA = Worlds.hurdle(300, 3, 2, 1);

    @Test
    void theSameSeedGivesTheSameBytes() {
        byte[] first = Checkpoint.write(train(5));
        assertThat(Checkpoint.write(train(5))).isEqualTo(first);
        assertThat(Checkpoint.write(train(6))).isNotEqualTo(first);
        assertThat(Checkpoint.read(first).provenance()).containsEntry("algorithm", "vdp++");
    }

    @Test
    void recoversTheWorldThatMadeTheData() {
        TrainingOptions options = QUICK.withArchitecture(new Architecture(4, 1, 0, true))
                .withSchedule(new Schedule(400, 0.02, 0.05, 0.3, 0.2))
                .withBatching(new Batching(40, 10, 0))
                .withRegularisation(new Regularisation(0, 0, 1));
        SequenceNetwork network =
                DensityPropagation.with(options).train(List.of(Worlds.hurdle(3800, 3, 1, 1)), 3, StepListener.SILENT);
        try (NetworkSession session = network.open()) {
            for (float[] x : new float[][] {{0, 0, 0}, {1, 0, 0}, {-1, 1, 0}, {0, -1.5f, 0}}) {
                HurdleStudentT value = HurdleStudentT.of(moments(session, x), 0, 0, Baseline.NONE);
                assertThat(value.location().mean()).isCloseTo(-0.3 * x[0], within(0.1));
                assertThat(value.logScale().mean()).isCloseTo(-0.5 + 0.4 * x[1], within(0.15));
                assertThat(value.atom()).isCloseTo(0.25, within(0.05));
                assertThat(value.location().sd()).isBetween(0.002, 0.1);
            }
            double far = moments(session, new float[] {6, 6, 6}).location(0, 0).sd();
            assertThat(far)
                    .isGreaterThan(
                            3 * moments(session, new float[3]).location(0, 0).sd());
        }
    }

    private static HeadMoments moments(NetworkSession session, float[] x) {
        return session.step(new float[][] {x}, new byte[][] {session.initialState()})
                .moments();
    }

    /** No draw: the loss of a batch is a function of the weights alone, without dropout the same each time. */
    @Test
    void theLossHasNoNoise() {
        TrainingOptions options = QUICK.withHead(Head.MOMENTS).withRegularisation(new Regularisation(0, 0, 1));
        NetworkSpec spec = NetworkSpec.ofMoments(options.architecture(), 3, 2);
        float[] initial = SequenceNetwork.initialParameters(spec, new HeadStart(0.05, 2), Networks.random(1));
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            var random = Networks.random(i);
            Group group = new StreamPlan(List.of(DATA), options.batching())
                    .epoch(Networks.random(7))
                    .getFirst();
            try (Trainer trainer = new Trainer(spec, options, DATA.countedTargets(), initial, random)) {
                trainer.begin(group);
                losses[i] =
                        trainer.step(group, group.windows().getFirst(), 1, 10).nll();
            }
        }
        assertThat(losses[0]).isEqualTo(losses[1]).isPositive();
    }

    @Test
    void holdsNoMoreMemoryAfterManySteps() {
        TrainingOptions options = QUICK.withHead(Head.MOMENTS);
        NetworkSpec spec = NetworkSpec.ofMoments(options.architecture(), 3, 2);
        var random = Networks.random(1);
        float[] initial = SequenceNetwork.initialParameters(spec, new HeadStart(0.05, 2), random);
        Group group =
                new StreamPlan(List.of(DATA), options.batching()).epoch(random).getFirst();
        try (Trainer trainer = new Trainer(spec, options, DATA.countedTargets(), initial, random)) {
            trainer.begin(group);
            trainer.step(group, group.windows().getFirst(), 1, 10);
            int held = trainer.heldArrays();
            for (int i = 1; i <= 8; i++) {
                trainer.begin(group);
                trainer.step(group, group.windows().getFirst(), i, 10);
                assertThat(trainer.heldArrays()).isEqualTo(held);
            }
        }
    }

    @Test
    void aTrainingThatWasStoppedGoesOnAsThoughItHadNot() {
        TrainingOptions options = QUICK.withHead(Head.MOMENTS);
        NetworkSpec spec = NetworkSpec.ofMoments(options.architecture(), 3, 2);
        BayesByBackprop algorithm = BayesByBackprop.with(options);
        byte[] saved;
        byte[] unbroken;
        try (TrainingRun run = algorithm.begin(spec, List.of(DATA), 5)) {
            for (int i = 0; i < 5; i++) {
                run.step();
            }
            saved = TrainingCheckpoint.write(run.save());
            while (!run.done()) {
                run.step();
            }
            unbroken = Checkpoint.write(run.network());
        }
        try (TrainingRun run = algorithm.goOn(spec, List.of(DATA), 5, TrainingCheckpoint.read(saved))) {
            while (!run.done()) {
                run.step();
            }
            assertThat(Checkpoint.write(run.network())).isEqualTo(unbroken);
        }
    }

    /** The divergence counts the LSTM's weights, too: at the prior it is 0. */
    @Test
    void theDivergenceIsOfAllWeights() {
        HeadPrior prior = HeadPrior.withDefaults();
        NetworkSpec spec = NetworkSpec.ofMoments(QUICK.architecture(), 3, 2);
        double[] sds = PriorSds.of(spec, prior);
        float[] parameters = new float[spec.size()];
        for (int i = 0; i < sds.length; i++) {
            parameters[i] = i < sds.length - 2 ? 0 : (float) prior.rawDfMean();
            parameters[sds.length + i] = (float) Math.log(sds[i]);
        }
        SequenceNetwork idle = SequenceNetwork.of(spec, parameters, train(5).provenance());
        assertThat(Collapse.of(idle, prior).kl()).isCloseTo(0, within(1e-5));
        parameters[0] = 1;
        SequenceNetwork moved = SequenceNetwork.of(spec, parameters, idle.provenance());
        // (1 - 0)^2 / (2 / fan-in), of 3 inputs and 6 units
        assertThat(Collapse.of(moved, prior).kl()).isCloseTo(4.5, within(1e-5));
    }

    @Test
    void headAndBackboneMustFit() {
        NetworkSpec plain = NetworkSpec.of(QUICK.architecture(), 3, 2);
        BayesByBackprop moments = BayesByBackprop.with(QUICK.withHead(Head.MOMENTS));
        assertThatThrownBy(() -> moments.begin(plain, List.of(DATA), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MOMENTS on the backbone lstm");
        assertThatThrownBy(() -> DensityPropagation.with(QUICK).train(List.of(), 1, StepListener.SILENT))
                .hasMessageContaining("no series");
    }

    private static SequenceNetwork train(long seed) {
        return DensityPropagation.with(QUICK).train(List.of(DATA), seed, StepListener.SILENT);
    }
}
