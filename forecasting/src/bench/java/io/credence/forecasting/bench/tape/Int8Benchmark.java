package io.credence.forecasting.bench.tape;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.StepSession;
import io.credence.bnn.quantization.ActivationRanges;
import io.credence.bnn.quantization.QuantizedNetwork;
import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.series.LogReturn;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench int8}: the demo's model in eight bits beside itself, on the tape behind its training span. */
@Command(name = "int8", description = "Log score, CRPS, speed and size of the demo's model served in eight bits.")
public final class Int8Benchmark extends Benchmark {

    private static final List<Integer> HORIZONS = List.of(1, 5, 15);
    private static final String RANGES = "ranges.bin";
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 15;
    private static final int CALLS = 40;

    @Option(names = "--steps", defaultValue = "300", description = "Of training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Override
    protected Report measure() {
        TradeBars tape = TradeBars.read();
        ForecastModel model = ModelCatalogue.named("bayesian:bbb:lstm-int8");
        progress("training");
        FittedModel rounded = model.fit(tape.learnt(HORIZONS), new FitOptions(1, steps), (step, total) -> {});
        SortedMap<String, byte[]> files = new TreeMap<>(rounded.files());
        files.remove(RANGES);
        FittedModel exact = new FittedModel(rounded.model(), files, rounded.provenance());
        Report report = Report.of("int8");
        scores(report, tape, model, List.of(exact, rounded));
        speed(report, rounded);
        return report.note("The demo's model, " + steps + " steps, seed 1; forecasts of " + HORIZONS
                        + " bars after the training span, calibrated on that span alone.")
                .note(
                        "network_us: one step of so many rows through the network, the median of " + ROUNDS
                                + " rounds in turns; bytes: of all parameters. Networks of 32 units and more have random weights.");
    }

    private void scores(Report report, TradeBars tape, ForecastModel model, List<FittedModel> both) {
        Report table = report.table(
                "scores", "horizon", "log_score", "log_score_int8", "difference", "crps", "crps_int8", "ratio");
        progress("streaming");
        double[][][] sums = new double[2][][];
        for (int i = 0; i < 2; i++) {
            try (Predictor predictor = model.load(both.get(i))) {
                sums[i] = scores(new Stream(predictor, tape.series()), tape);
            }
        }
        for (int h = 0; h < HORIZONS.size(); h++) {
            double[] a = sums[0][h];
            double[] b = sums[1][h];
            table.row(HORIZONS.get(h), a[0], b[0], b[0] - a[0], a[1], b[1], b[1] / a[1]);
        }
    }

    /** Mean log score and CRPS of each horizon. */
    private static double[][] scores(Stream stream, TradeBars tape) {
        List<Bar> bars = tape.series().bars();
        double[][] means = new double[HORIZONS.size()][2];
        for (int h = 0; h < means.length; h++) {
            int horizon = HORIZONS.get(h);
            int count = bars.size() - horizon - tape.training();
            for (int t = tape.training(); t < tape.training() + count; t++) {
                ForecastDistribution forecast =
                        stream.forecasts(t, t + 1).getFirst().get(h);
                double realised = LogReturn.percent(
                        bars.get(t).close(), bars.get(t + horizon).close());
                means[h][0] += forecast.logScore(realised) / count;
                means[h][1] += forecast.crps(realised) / count;
            }
        }
        return means;
    }

    private void speed(Report report, FittedModel fitted) {
        Report table =
                report.table("speed", "units", "rows", "network_us", "network_us_int8", "ratio", "bytes", "bytes_int8");
        progress("speed");
        SequenceNetwork network = Checkpoint.read(file(fitted, "network.bin"));
        ActivationRanges ranges = ActivationRanges.decode(network, file(fitted, RANGES));
        QuantizedNetwork rounded = QuantizedNetwork.of(network, ranges);
        row(table, network, rounded);
        for (int units : new int[] {32, 64, 128}) {
            SequenceNetwork wider = wider(network.inputs(), units);
            row(table, wider, QuantizedNetwork.of(wider, ActivationRanges.of(wider, List.of(noise(wider.inputs())))));
        }
    }

    /** Random weights: only the time that they take is asked. */
    private static SequenceNetwork wider(int inputs, int units) {
        NetworkSpec spec = NetworkSpec.of(new Architecture(units, 1, 0, true), inputs, HORIZONS.size());
        float[] parameters = SequenceNetwork.initialParameters(
                spec, new HeadStart(0.1, 1), Key.of(units).generator());
        return SequenceNetwork.of(spec, parameters, new TreeMap<>());
    }

    private static SequenceData noise(int inputs) {
        SequenceData.Builder builder = SequenceData.builder(200, inputs, HORIZONS.size());
        float[][] rows = rows(200, inputs);
        for (int step = 0; step < rows.length; step++) {
            builder.features(step, rows[step]);
        }
        return builder.build();
    }

    private static void row(Report table, SequenceNetwork network, QuantizedNetwork rounded) {
        try (StepSession exact = network.open()) {
            for (int rows : new int[] {1, 64, 512}) {
                double[] micros = micros(exact, rounded, rows, network.inputs());
                table.row(
                        network.spec().backbone().features(),
                        rows,
                        micros[0],
                        micros[1],
                        micros[0] / micros[1],
                        Float.BYTES * network.spec().size(),
                        rounded.bytes());
            }
        }
    }

    private static byte[] file(FittedModel fitted, String name) {
        return Objects.requireNonNull(fitted.files().get(name), name);
    }

    private static float[][] rows(int rows, int inputs) {
        Random random = new Random(1);
        float[][] features = new float[rows][inputs];
        for (float[] row : features) {
            for (int i = 0; i < inputs; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return features;
    }

    private static double[] micros(StepSession exact, StepSession rounded, int rows, int inputs) {
        float[][] features = rows(rows, inputs);
        byte[][] states = new byte[rows][];
        Arrays.fill(states, exact.initialState());
        double[][] each = new double[2][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            int place = Math.max(0, round); // cold rounds are overwritten
            each[0][place] = micros(exact, features, states);
            each[1][place] = micros(rounded, features, states);
        }
        return new double[] {median(each[0]), median(each[1])};
    }

    private static double micros(StepSession session, float[][] features, byte[][] states) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            if (session.step(features, states).states().length != states.length) {
                throw new IllegalStateException("rows were lost");
            }
        }
        return (System.nanoTime() - start) / 1e3 / CALLS;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
