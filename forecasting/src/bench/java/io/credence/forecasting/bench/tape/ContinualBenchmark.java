package io.credence.forecasting.bench.tape;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.backtest.Comparison;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code credence bench continual}: the demo's model, updated day by day from yesterday's posterior, beside one that is fitted from nothing on
 * all bars each day; both forecast the bars until the next.
 */
@Command(
        name = "continual",
        description = "CRPS and time of yesterday's posterior as today's prior against full refits.")
public final class ContinualBenchmark extends Benchmark {

    private static final List<Integer> HORIZONS = List.of(1, 5, 15);

    @Option(names = "--steps", defaultValue = "400", description = "Of a full fit. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--bars", defaultValue = "480", description = "Between two updates. Default: ${DEFAULT-VALUE}.")
    private int bars;

    /** A fitted model and how long it took. */
    private record Fit(FittedModel model, double seconds) {}

    @Override
    protected Report measure() {
        TradeBars tape = TradeBars.read();
        BarSeries all = tape.series();
        Report report = Report.of(
                "continual",
                "update",
                "until",
                "full_s",
                "continual_s",
                "time_ratio",
                "crps_full",
                "crps_continual",
                "crps_ratio");
        FitOptions options = new FitOptions(1, steps);
        FittedModel yesterday = fit(all, tape.training(), options).model;
        double[] sums = new double[4];
        int updates = 0;
        for (int end = tape.training() + bars; end + bars <= all.bars().size(); end += bars) {
            updates++;
            progress("update " + updates);
            Fit full = fit(all, end, options);
            Fit continued = fit(all, end, options.goingOnFrom(yesterday));
            Comparison.Result result = compared(full.model, continued.model, all, end);
            row(report, Integer.toString(updates), until(all, end).toString(), full, continued, result);
            add(sums, full.seconds, continued.seconds, result.championCrps(), result.challengerCrps());
            yesterday = continued.model;
        }
        report.row(
                "all",
                "",
                sums[0],
                sums[1],
                sums[1] / sums[0],
                sums[2] / updates,
                sums[3] / updates,
                sums[3] / sums[2]);
        return report.note(
                "The demo's tape, horizons " + HORIZONS + ", " + steps + " steps of a full fit, seed 1. Each day's"
                        + " update goes on from the day before's; scores are of the " + bars + " bars after.");
    }

    private static void add(double[] sums, double... more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    private static void row(
            Report report, String number, String until, Fit full, Fit continued, Comparison.Result result) {
        report.row(
                number,
                until,
                full.seconds,
                continued.seconds,
                continued.seconds / full.seconds,
                result.championCrps(),
                result.challengerCrps(),
                result.challengerCrps() / result.championCrps());
    }

    private static Fit fit(BarSeries all, int end, FitOptions options) {
        BarSeries known = new BarSeries(all.instrument(), all.bars().subList(0, end));
        ForecastModel model = ModelCatalogue.named("bayesian");
        long begun = System.nanoTime();
        FittedModel fitted =
                model.fit(new TrainingData(TradeBars.SPEC, HORIZONS, List.of(known)), options, (step, total) -> {});
        return new Fit(fitted, 1e-9 * (System.nanoTime() - begun));
    }

    private static Instant until(BarSeries all, int end) {
        return all.bars().get(end - 1).end();
    }

    private Comparison.Result compared(FittedModel full, FittedModel continued, BarSeries all, int end) {
        BarSeries seen = new BarSeries(
                all.instrument(), all.bars().subList(0, Math.min(all.bars().size(), end + bars + HORIZONS.getLast())));
        return Comparison.of(full, continued, List.of(seen), until(all, end));
    }
}
