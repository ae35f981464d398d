package io.credence.forecasting.bench.tape;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.series.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench experience}: faulty windows against ordinary ones of the demo's tape, by the model's own doubt. */
@Command(
        name = "experience",
        description = "Whether the demo's model doubts itself on frozen, stale, mis-scaled and shuffled inputs: AUROC"
                + " of its epistemic part.")
public final class ExperienceBenchmark extends Benchmark {

    private static final List<Integer> HORIZONS = List.of(1, 5, 15);

    /** Of the orders of shuffled windows. */
    private static final long SHUFFLES = 3;

    @Option(
            names = "--model",
            defaultValue = "bayesian",
            description = "As for 'demo': NAME[:POSTERIOR]. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(names = "--window", defaultValue = "60", description = "Faulty bars. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(names = "--steps", defaultValue = "300", description = "Of training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--seed", defaultValue = "1", description = "Of training. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    protected Report measure() {
        if (window < 1) {
            throw new IllegalArgumentException("--window is " + window + "; a window has at least 1 bar. Maybe 60?");
        }
        TradeBars tape = TradeBars.read();
        ForecastModel definition = ModelCatalogue.named(model);
        progress("training " + model);
        TrainingData data = tape.learnt(HORIZONS);
        FittedModel fitted = definition.fit(data, new FitOptions(seed, steps), (step, total) -> {});
        try (Predictor predictor = definition.load(fitted)) {
            progress("streaming");
            return report(new Windows(new Stream(predictor, tape.series()), tape));
        }
    }

    /** Every window that fits behind the training span. */
    private final class Windows {

        private final Stream stream;
        private final TradeBars tape;
        private final List<Integer> starts = new ArrayList<>();

        Windows(Stream stream, TradeBars tape) {
            this.stream = stream;
            this.tape = tape;
            for (int from = tape.training() + 100; from + window <= bars().size(); from += window + 1) {
                starts.add(from);
            }
        }

        List<List<List<ForecastDistribution>>> ordinary() {
            return starts.stream()
                    .map(from -> stream.forecasts(from, from + window))
                    .toList();
        }

        List<List<List<ForecastDistribution>>> faulty(Fault fault) {
            Random random = new Random(SHUFFLES);
            return starts.stream()
                    .map(from -> stream.instead(from, fault.window(bars(), from, window, random)))
                    .toList();
        }

        /** What the training span shows of how bars hang together. */
        Dependence dependence() {
            return Dependence.of(bars().subList(0, tape.training()));
        }

        /** Each window's bars, with those before it that {@link Dependence} looks back on. */
        List<List<Bar>> whole() {
            return starts.stream()
                    .map(from -> bars().subList(from - Dependence.BARS, from + window))
                    .toList();
        }

        /** The same, with the fault. */
        List<List<Bar>> spoilt(Fault fault) {
            Random random = new Random(SHUFFLES);
            return starts.stream()
                    .map(from -> java.util.stream.Stream.concat(
                                    bars().subList(from - Dependence.BARS, from).stream(),
                                    fault.window(bars(), from, window, random).stream())
                            .toList())
                    .toList();
        }

        private List<Bar> bars() {
            return tape.series().bars();
        }
    }

    private Report report(Windows windows) {
        Report report =
                Report.of("experience", "fault", "measure", "horizon", "auroc_at_end", "auroc_of_window", "windows");
        List<List<List<ForecastDistribution>>> ordinary = windows.ordinary();
        Dependence dependence = windows.dependence();
        for (Fault fault : Fault.values()) {
            progress(fault.name().toLowerCase(Locale.ROOT));
            List<List<List<ForecastDistribution>>> faulty = windows.faulty(fault);
            for (Doubt doubt : Doubt.values()) {
                for (int h = 0; h < HORIZONS.size(); h++) {
                    int horizon = h;
                    ToDoubleFunction<List<List<ForecastDistribution>>> atEnd =
                            each -> doubt.of(each.getLast().get(horizon));
                    ToDoubleFunction<List<List<ForecastDistribution>>> mean = each -> meanLog(doubt, each, horizon);
                    report.row(
                            fault.name().toLowerCase(Locale.ROOT),
                            doubt.name().toLowerCase(Locale.ROOT),
                            HORIZONS.get(h),
                            auroc(faulty, ordinary, atEnd),
                            auroc(faulty, ordinary, mean),
                            ordinary.size());
                }
            }
            dependent(report, fault, dependence, windows, faulty);
        }
        return report.note(
                        "Model " + model + ", " + steps + " steps, seed " + seed + ", trained on the first 40 % of the"
                                + " demo's trades; windows of " + window
                                + " bars of the rest, one after the other, faulty or as"
                                + " they were.")
                .note("auroc_at_end: by the forecast after the window's last bar. auroc_of_window: by the mean"
                        + " logarithm over its bars, every tenth of them for mutual information.")
                .note("dependence: leverage of the last " + Dependence.BARS
                        + " bars' lag-1 autocorrelations and gaps in a regression that learnt the training span;"
                        + " with_dependence: the spread of log VaR, times the root of one and the leverage's share.");
    }

    /** By how bars hang together, alone and with the model's spread. */
    private void dependent(
            Report report,
            Fault fault,
            Dependence dependence,
            Windows windows,
            List<List<List<ForecastDistribution>>> faulty) {
        List<List<Bar>> spoilt = windows.spoilt(fault);
        List<List<Bar>> whole = windows.whole();
        String name = fault.name().toLowerCase(Locale.ROOT);
        double alone = Auroc.of(
                spoilt.stream().mapToDouble(dependence::leverage).toArray(),
                whole.stream().mapToDouble(dependence::leverage).toArray());
        List<List<List<ForecastDistribution>>> ordinary = windows.ordinary();
        for (int h = 0; h < HORIZONS.size(); h++) {
            double both = Auroc.of(together(dependence, faulty, spoilt, h), together(dependence, ordinary, whole, h));
            report.row(name, "dependence", HORIZONS.get(h), alone, Double.NaN, whole.size());
            report.row(name, "with_dependence", HORIZONS.get(h), both, Double.NaN, whole.size());
        }
    }

    private static double[] together(
            Dependence dependence,
            List<List<List<ForecastDistribution>>> forecasts,
            List<List<Bar>> bars,
            int horizon) {
        return IntStream.range(0, bars.size())
                .mapToDouble(i -> dependence.together(
                        Doubt.SPREAD_OF_LOG_VAR.of(forecasts.get(i).getLast().get(horizon)), bars.get(i)))
                .toArray();
    }

    private static double auroc(
            List<List<List<ForecastDistribution>>> faulty,
            List<List<List<ForecastDistribution>>> ordinary,
            ToDoubleFunction<List<List<ForecastDistribution>>> score) {
        return Auroc.of(
                faulty.stream().mapToDouble(score).toArray(),
                ordinary.stream().mapToDouble(score).toArray());
    }

    private static double meanLog(Doubt doubt, List<List<ForecastDistribution>> window, int horizon) {
        int stride = doubt == Doubt.MUTUAL_INFORMATION ? 10 : 1;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < window.size(); i += stride) {
            sum += Math.log(Math.max(doubt.of(window.get(i).get(horizon)), Double.MIN_NORMAL));
            count++;
        }
        return sum / count;
    }
}
