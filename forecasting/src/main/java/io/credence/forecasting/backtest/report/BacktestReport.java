package io.credence.forecasting.backtest.report;

import io.credence.forecasting.dataset.Repairs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a backtest found; the content of {@code report.json}.
 *
 * @param prices the file
 * @param settings as given
 * @param instruments what was read
 * @param summary means and counts over series, best mean FZ0 first
 * @param series one per instrument, model, horizon and level
 * @param failures what could not be done
 * @param wallSeconds start to end, walks kept from earlier left out of neither
 */
public record BacktestReport(
        String prices,
        Settings settings,
        List<InstrumentInfo> instruments,
        List<Summary> summary,
        List<SeriesResult> series,
        List<Failure> failures,
        double wallSeconds) {

    public BacktestReport {
        instruments = List.copyOf(instruments);
        summary = List.copyOf(summary);
        series = List.copyOf(series);
        failures = List.copyOf(failures);
    }

    /** From what a run found. */
    public static BacktestReport of(String prices, Settings settings, BacktestRun.Outcome outcome, double wallSeconds) {
        return new BacktestReport(
                prices,
                settings,
                outcome.instruments(),
                Summaries.of(outcome.series()),
                outcome.series(),
                outcome.failures(),
                wallSeconds);
    }

    /**
     * @param from as on the command line
     * @param resumed walks taken from an earlier run
     */
    public record Settings(
            List<String> models,
            List<Double> levels,
            List<Integer> horizons,
            String from,
            int refit,
            boolean dropZeroReturns,
            long seed,
            int resumed) {}

    /**
     * @param returns how many
     * @param training how many of them before the first forecast
     * @param first the end of the first scored return
     * @param last the end of the last
     * @param zeroShare the share of the returns that are exactly zero
     */
    public record InstrumentInfo(
            String instrument,
            int returns,
            int training,
            String first,
            String last,
            boolean ranges,
            double zeroShare,
            Repairs repairs) {}

    /**
     * @param kupiecPassed series with p over 0.05 by the binomial law
     * @param dqPassed series with p over 0.01, simulated
     * @param esZ2Passed series with p over 0.05
     * @param inConfidenceSet series whose model confidence set at 10 % holds the model
     */
    public record Summary(
            int horizon,
            double level,
            String model,
            int series,
            double fz0,
            double pinball,
            double hitRate,
            @Nullable Double logScore,
            @Nullable Double crps,
            long kupiecPassed,
            long dqPassed,
            long esZ2Passed,
            long inConfidenceSet) {}

    /**
     * @param model empty where the whole instrument was refused
     */
    public record Failure(String instrument, String model, String reason) {}
}
