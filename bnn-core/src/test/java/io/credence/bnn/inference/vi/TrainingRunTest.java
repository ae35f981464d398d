package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.checkpoint.CorruptCheckpointException;
import io.credence.bnn.checkpoint.TrainingCheckpoint;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.Regularisation;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingRunTest {

    private static final long SEED = 5;
    private static final int STEPS = 30;
    private static final TrainingOptions OPTIONS = TrainingOptions.withDefaults()
            .withArchitecture(new Architecture(6, 1, 4, true))
            .withSchedule(Schedule.withDefaults().withSteps(STEPS))
            .withBatching(new Batching(4, 10, 10))
            .withRegularisation(new Regularisation(0.1, 0.3, 1))
            .withDevice(Device.CPU);

    private final List<SequenceData> series = List.of(Worlds.hurdle(170, 3, 2, 1), Worlds.hurdle(90, 3, 2, 2));
    private final NetworkSpec spec = spec(6);

    /** Stopped before the first step, within an epoch, at its end, and while parameters are averaged. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7, 13, 28, STEPS})
    void aTrainingThatWasStoppedGoesOnAsThoughItHadNot(int stop) {
        byte[] unbroken;
        try (TrainingRun run = begin()) {
            steps(run, STEPS);
            unbroken = Checkpoint.write(run.network());
        }
        byte[] saved;
        try (TrainingRun run = begin()) {
            steps(run, stop);
            saved = TrainingCheckpoint.write(run.save());
        }
        try (TrainingRun run = goOn(saved)) {
            steps(run, STEPS - stop);
            assertThat(run.done()).isTrue();
            assertThat(Checkpoint.write(run.network())).isEqualTo(unbroken);
            assertThatThrownBy(run::step).isInstanceOf(IllegalStateException.class);
        }
    }

    /** In so large a batch groups of streams share draws of the head's weights; 64 x 200 rows of 6 outputs. */
    @Test
    void aLargeBatchTrainsAndGoesOnAsWell() {
        TrainingOptions large = OPTIONS.withBatching(new Batching(64, 200, 0));
        List<SequenceData> rows = List.of(Worlds.hurdle(64 * 200, 3, 2, 1));
        byte[] unbroken;
        TrainingState saved;
        try (TrainingRun run = BayesByBackprop.with(large).begin(spec, rows, SEED)) {
            steps(run, 2);
            saved = run.save();
            steps(run, 7);
            assertThat(run.step().elbo()).isFinite();
            unbroken = Checkpoint.write(run.network());
        }
        try (TrainingRun run = BayesByBackprop.with(large).goOn(spec, rows, SEED, saved)) {
            steps(run, 8);
            assertThat(Checkpoint.write(run.network())).isEqualTo(unbroken);
        }
    }

    /** Point weights: no variance to speak of, and of the divergence only the prior's part. */
    @Test
    void aPointHeadHasNoPosterior() {
        try (TrainingRun run = BayesByBackprop.with(OPTIONS.withHead(TrainingOptions.Head.POINT))
                .begin(spec, series, SEED)) {
            try (TrainingRun bayesian = begin()) {
                assertThat(run.step().kl()).isLessThan(0.5 * bayesian.step().kl());
            }
            steps(run, STEPS - 1);
            try (NetworkSession session = run.network().open()) {
                HeadMoments moments = session.step(new float[1][3], new byte[][] {session.initialState()})
                        .moments();
                assertThat(moments.logScale(0, 1).sd()).isLessThan(1e-4);
                assertThat(moments.logScale(0, 1).mean()).isNotZero();
            }
        }
    }

    @Test
    void theStateOfAnotherNetworkSeedOrSeriesIsRefused() {
        TrainingState saved = TrainingCheckpoint.read(saved());
        BayesByBackprop algorithm = BayesByBackprop.with(OPTIONS);
        assertThatThrownBy(() -> algorithm.goOn(spec(7), series, SEED, saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network")
                .hasMessageContaining("Maybe it is another network's");
        assertThatThrownBy(() -> algorithm.goOn(spec, series, SEED + 1, saved)).hasMessageContaining("seed 5");
        assertThatThrownBy(() -> algorithm.goOn(spec, series.subList(0, 1), SEED, saved))
                .hasMessageContaining("targets");
        assertThatThrownBy(() -> BayesByBackprop.with(OPTIONS.withBatching(new Batching(2, 10, 10)))
                        .goOn(spec, series, SEED, saved))
                .hasMessageContaining("options");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, -1, -4})
    void aFileCutShortIsRefused(int length) {
        byte[] bytes = saved();
        byte[] cut = Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length);
        assertThatThrownBy(() -> TrainingCheckpoint.read(cut)).isInstanceOf(CorruptCheckpointException.class);
    }

    @Test
    void anotherFormatANewerVersionAndDamageAreRefused() {
        byte[] bytes = saved();
        assertThatThrownBy(() -> Checkpoint.read(bytes)).hasMessageContaining("format credence.bnn.training");
        String newer = text(bytes).replace("\"version\":\"1\"", "\"version\":\"2\"");
        assertThatThrownBy(() -> TrainingCheckpoint.read(newer.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("newer Credence");
        bytes[bytes.length - 3] ^= 1;
        assertThatThrownBy(() -> TrainingCheckpoint.read(bytes)).hasMessageContaining("checksum");
    }

    private TrainingRun begin() {
        return BayesByBackprop.with(OPTIONS).begin(spec, series, SEED);
    }

    private TrainingRun goOn(byte[] saved) {
        return BayesByBackprop.with(OPTIONS).goOn(spec, series, SEED, TrainingCheckpoint.read(saved));
    }

    private byte[] saved() {
        try (TrainingRun run = begin()) {
            steps(run, 3);
            return TrainingCheckpoint.write(run.save());
        }
    }

    private static NetworkSpec spec(int hidden) {
        return NetworkSpec.of(new Architecture(hidden, 1, 4, true), 3, 2);
    }

    private static void steps(TrainingRun run, int count) {
        for (int i = 0; i < count; i++) {
            run.step();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
