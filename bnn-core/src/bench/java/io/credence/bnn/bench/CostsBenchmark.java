package io.credence.bnn.bench;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.ensemble.DeepEnsemble;
import io.credence.bnn.inference.member.MemberState;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.StepListener;
import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.Head;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.inference.vi.TrainingRun;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.WindowSession;
import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What Bayesian weights cost beside point weights: an LSTM of the demo's size (29 inputs, 8 units, 3 horizons) on windows of 60 steps in
 * batches of 256, and the ensemble of eight on the UCI network. Each ratio's two works take turns in one run.
 */
@Command(
        name = "costs",
        description = "What Bayesian last layers and ensembles cost beside point weights, as ratios within one run.")
public final class CostsBenchmark extends Benchmark {

    private static final int INPUTS = 29;
    private static final int HORIZONS = 3;
    private static final int WINDOW = 60;
    private static final int BATCH = 256;
    private static final int DRAWS = 32;
    private static final int MEMBERS = 8;
    private static final int UCI_ROWS = 455;
    private static final int UCI_INPUTS = 13;
    private static final int UCI_STEPS = 5;
    private static final Key KEY = Key.of(1);

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Of which the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    private final SequenceData series = series(BATCH * 4 * WINDOW);
    private final Report report = Report.of("costs", "what", "us", "beside", "ratio", "bound", "met");

    @Override
    protected Report measure() {
        progress("training");
        training();
        progress("prediction");
        SequenceNetwork network =
                BayesByBackprop.with(options(Head.BAYESIAN, 2)).train(List.of(series), 1, StepListener.SILENT);
        windows(network);
        distribution(network);
        singleStep(network);
        progress("ensembles");
        ensemble();
        return report.note("Network: LSTM, " + INPUTS + " inputs, 8 units, " + HORIZONS + " horizons; windows of "
                        + WINDOW + " steps, batch " + BATCH + ", zero carried state, one thread.")
                .note("Works of a ratio take turns; each figure is the median of " + rounds + " rounds.");
    }

    private void training() {
        try (TrainingRun point = begin(Head.POINT);
                TrainingRun bayesian = begin(Head.BAYESIAN)) {
            double[] us = Rounds.medians(List.of(steps(point), steps(bayesian)), 4, rounds);
            report.row("training step, point head", us[0], "itself", 1.0, "-", "-");
            add("training step, Bayesian head", us[1], "point head", us[0], 1.1);
            report.row("training step, 8 LSTMs one after the other", 8 * us[1], "one", 8.0, "reported", "-");
        }
    }

    private TrainingRun begin(Head head) {
        return BayesByBackprop.with(options(head, 1_000_000))
                .begin(NetworkSpec.of(new Architecture(8, 1, 0, true), INPUTS, HORIZONS), List.of(series), 1);
    }

    private static LongConsumer steps(TrainingRun run) {
        return times -> {
            for (long i = 0; i < times; i++) {
                run.step();
            }
        };
    }

    private void windows(SequenceNetwork network) {
        float[] windows = new float[BATCH * WINDOW * INPUTS];
        series.copyFeatures(0, BATCH * WINDOW, windows, 0);
        float[][] draws = IntStream.range(0, DRAWS)
                .mapToObj(i -> floats(network.spec().randomSize(), KEY.child(i)))
                .toArray(float[][]::new);
        try (WindowSession session = network.openWindows()) {
            double[] us = Rounds.medians(
                    List.of(
                            times -> repeat(times, () -> session.means(windows, BATCH)),
                            times -> repeat(times, () -> session.moments(windows, BATCH)),
                            times -> repeat(times, () -> session.draws(windows, BATCH, draws))),
                    10,
                    rounds);
            report.row("prediction, point head", us[0], "itself", 1.0, "-", "-");
            add("prediction, means and variances", us[1], "point head", us[0], 1.1);
            add("prediction, " + DRAWS + " draws of the head", us[2], "point head", us[0], 1.5);
        }
    }

    /** A new distribution for each row and horizon, as serving has: nothing is remembered from one to the next. */
    private void distribution(SequenceNetwork network) {
        float[] windows = new float[BATCH * WINDOW * INPUTS];
        series.copyFeatures(0, BATCH * WINDOW, windows, 0);
        try (WindowSession session = network.openWindows()) {
            HeadMoments moments = session.moments(windows, BATCH);
            LongConsumer work = times -> {
                double sum = 0;
                for (int i = 0; i < times; i++) {
                    HurdleStudentT predictive =
                            HurdleStudentT.of(moments, i % BATCH, i / BATCH % HORIZONS, Baseline.NONE);
                    sum += predictive.quantile(0.01) + predictive.tailMean(0.025);
                }
                requireFinite(sum);
            };
            double us = Rounds.medians(List.of(work), BATCH * HORIZONS, rounds)[0];
            report.row("a quantile and a tail expectation, per row and output", us, "-", "-", "50 us", us <= 50);
        }
    }

    private void singleStep(SequenceNetwork network) {
        try (NetworkSession session = network.open()) {
            byte[][] states = {session.initialState()};
            float[][] row = {floats(INPUTS, KEY)};
            double us =
                    Rounds.medians(List.of(times -> repeat(times, () -> session.step(row, states))), 200, rounds)[0];
            report.row("one step of one row, with its state", us, "-", "-", "reported", "-");
        }
    }

    private void ensemble() {
        RegressionData rows = rows();
        FeedForward network = new FeedForward(UCI_INPUTS, 50, FeedForward.Head.HETEROSCEDASTIC);
        double[] us = Rounds.medians(
                List.of(ensemble(network, rows, 1), ensemble(network, rows, MEMBERS)), 8 * UCI_STEPS, rounds);
        report.row("training step of one member, UCI network", us[0], "itself", 1.0, "-", "-");
        add("training step of " + MEMBERS + " members, UCI network", us[1], "one member", us[0], 3);
    }

    private static LongConsumer ensemble(FeedForward network, RegressionData rows, int members) {
        DeepEnsemble ensemble = DeepEnsemble.of(
                network, rows, Training.withDefaults(), Collections.nCopies(members, FeedForwardPrior.withDefaults()));
        MemberState[] state = {ensemble.init(KEY)};
        return steps -> {
            for (long sweep = 0; sweep < steps / UCI_STEPS; sweep++) {
                state[0] = ensemble.step(state[0]).state();
            }
        };
    }

    private void add(String what, double us, String beside, double other, double bound) {
        report.row(what, us, beside, us / other, bound, us / other <= bound);
    }

    private static void repeat(long times, Runnable work) {
        for (long i = 0; i < times; i++) {
            work.run();
        }
    }

    private static void requireFinite(double sum) {
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a quantile is NaN");
        }
    }

    private static TrainingOptions options(Head head, int steps) {
        return TrainingOptions.withDefaults()
                .withArchitecture(new Architecture(8, 1, 0, true))
                .withBatching(new Batching(BATCH, WINDOW, 0))
                .withSchedule(Schedule.withDefaults().withSteps(steps))
                .withHead(head)
                .withDevice(Device.CPU);
    }

    private static float[] floats(int count, Key key) {
        UniformRandomProvider random = key.generator();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static SequenceData series(int steps) {
        UniformRandomProvider random = KEY.generator();
        SequenceData.Builder data = SequenceData.builder(steps, INPUTS, HORIZONS);
        for (int step = 0; step < steps; step++) {
            data.features(step, floats(INPUTS, KEY.child(step)));
            for (int h = 0; h < HORIZONS; h++) {
                data.target(step, h, random.nextInt(5) == 0 ? 0 : random.nextDouble() - 0.5, Baseline.NONE);
            }
        }
        return data.build();
    }

    private static RegressionData rows() {
        double[][] inputs = new double[UCI_ROWS][UCI_INPUTS];
        double[] targets = new double[UCI_ROWS];
        UniformRandomProvider random = KEY.child(3).generator();
        for (int row = 0; row < UCI_ROWS; row++) {
            Arrays.setAll(inputs[row], column -> 3.4 * random.nextDouble() - 1.7);
            targets[row] = Math.sin(inputs[row][0]) + 0.3 * inputs[row][1] * inputs[row][2];
        }
        return new RegressionData(inputs, targets);
    }
}
