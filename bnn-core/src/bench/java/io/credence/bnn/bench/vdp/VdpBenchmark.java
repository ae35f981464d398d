package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.MomentOptions;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench vdp}: figures 1 to 4 of the VDP++ paper, on windows of simulated returns in place of pictures. */
@Command(
        name = "vdp",
        description = "What carrying variances (VDP++) or covariances (VDP) costs beside point weights and draws,"
                + " how each bears noise and pruning, and how far its explanations can be trusted.")
public final class VdpBenchmark extends Benchmark {

    private static final double[] DECIBELS = {20, 14, 8, 4, 0, -3, -6};
    private static final double[] SPARSITIES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    @Option(
            names = "--width",
            defaultValue = "64",
            description = "Units of each hidden layer. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(names = "--epochs", defaultValue = "20", description = "Of each training. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--seeds", defaultValue = "5", description = "Trainings of each method. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--rows", defaultValue = "2048", description = "Windows to train on. Default: ${DEFAULT-VALUE}.")
    private int rows;

    private final Map<Method, Fit[]> fits = new EnumMap<>(Method.class);

    @Override
    protected Report measure() {
        if (width < 1 || epochs < 3 || seeds < 1 || rows < 1) {
            throw new IllegalArgumentException("--width " + width + ", --epochs " + epochs + ", --seeds " + seeds
                    + ", --rows " + rows + "; epochs must be at least 3, the others at least 1");
        }
        WindowData data = ReturnWindows.of(rows, Key.of(1));
        WindowData later = ReturnWindows.of(2048, Key.of(2));
        MomentNetwork network = new MomentFeedForward(ReturnWindows.STEPS, ReturnWindows.INPUTS, width, 2);
        MomentOptions options = MomentOptions.withDefaults().withEpochs(epochs).withBatch(512);
        for (Method method : Method.values()) {
            progress("training " + method.label());
            Fit[] each = new Fit[seeds];
            Arrays.setAll(each, seed -> Fit.of(method, network, options, data, seed + 1));
            fits.put(method, each);
        }
        Report report = Report.of("vdp");
        costs(report, later);
        noise(report, later);
        pruning(report, later);
        progress("compact networks");
        new CompactTable(fits, later).add(report);
        progress("explanation");
        new ExplanationTable(fits, later).add(report);
        return report.note("Two hidden layers of " + width + " units over " + ReturnWindows.STEPS + " steps of "
                        + ReturnWindows.INPUTS + " inputs (" + network.layout().size() + " weights), " + rows
                        + " windows in batches of 512, " + epochs + " epochs, " + seeds
                        + " seeds; a figure is their mean, half_95 half its 95 % interval.")
                .note("p_against_det: paired t-test over the seeds. peak_bytes: the growth of resident memory,"
                        + " largest of the seeds.")
                .note("predict_us: a row's forecast in batches of 512; BBB's is of " + Method.DRAWS
                        + " draws. Seconds and microseconds are of the processor: others' load does not count.");
    }

    private Fit[] fits(Method method) {
        return Objects.requireNonNull(fits.get(method));
    }

    private Sample sample(Method method, ToDoubleFunction<Fit> figure) {
        return new Sample(Arrays.stream(fits(method)).mapToDouble(figure).toArray());
    }

    private void costs(Report report, WindowData later) {
        Report table = report.table(
                "costs", "method", "seconds_per_epoch", "peak_bytes", "predict_us", "nll", "half_95", "p_against_det");
        Sample det = nlls(Method.DET, later);
        for (Method method : Method.values()) {
            Sample nll = nlls(method, later);
            double peak = Arrays.stream(fits(method))
                    .mapToDouble(Fit::peakBytes)
                    .max()
                    .orElseThrow();
            table.row(
                    method.label(),
                    sample(method, Fit::secondsPerEpoch).mean(),
                    peak,
                    predictMicros(method, later),
                    nll.mean(),
                    nll.half(),
                    method == Method.DET ? Double.NaN : nll.minus(det).p());
        }
    }

    private Sample nlls(Method method, WindowData later) {
        return sample(method, fit -> Fit.nll(method.forecasts(fit.weights(), later), later));
    }

    /** The median of eleven. */
    private double predictMicros(Method method, WindowData later) {
        double[] micros = IntStream.range(0, 11)
                .mapToDouble(i -> {
                    long start = Fit.cpuNanos();
                    method.forecasts(fits(method)[0].weights(), later);
                    return (Fit.cpuNanos() - start) / 1e3 / later.rows();
                })
                .sorted()
                .toArray();
        return micros[5];
    }

    private void noise(Report report, WindowData later) {
        Report table = report.table(
                "noise", "method", "snr_db", "crps", "half_95", "p_against_det", "variance", "total_variance");
        progress("noise");
        for (double decibel : DECIBELS) {
            WindowData noisy = ReturnWindows.noisy(later, decibel, Key.of(3));
            Sample det = crps(Method.DET, noisy);
            for (Method method : Method.values()) {
                Sample crps = crps(method, noisy);
                table.row(
                        method.label(),
                        decibel,
                        crps.mean(),
                        crps.half(),
                        method == Method.DET ? Double.NaN : crps.minus(det).p(),
                        sample(method, fit -> mean(method.forecasts(fit.weights(), noisy), MomentForecast::variance))
                                .mean(),
                        sample(
                                        method,
                                        fit -> mean(
                                                method.forecasts(fit.weights(), noisy),
                                                forecast -> forecast.variance() + forecast.noise()))
                                .mean());
            }
        }
    }

    private Sample crps(Method method, WindowData data) {
        return sample(method, fit -> Fit.crps(method.forecasts(fit.weights(), data), data));
    }

    private static double mean(MomentForecast[] forecasts, ToDoubleFunction<MomentForecast> figure) {
        return Arrays.stream(forecasts).mapToDouble(figure).average().orElseThrow();
    }

    private void pruning(Report report, WindowData later) {
        Report table = report.table("pruning", "method", "criterion", "sparsity", "nll", "half_95");
        progress("pruning");
        for (Method method : Method.values()) {
            for (Pruning pruning : method == Method.DET ? List.of(Pruning.MAGNITUDE) : List.of(Pruning.values())) {
                for (double sparsity : SPARSITIES) {
                    Sample nll = sample(
                            method,
                            fit -> Fit.nll(method.forecasts(pruning.of(fit.weights(), sparsity), later), later));
                    table.row(
                            method.label(), pruning.name().toLowerCase(Locale.ROOT), sparsity, nll.mean(), nll.half());
                }
            }
        }
    }
}
