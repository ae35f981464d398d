package io.credence.forecasting.cli;

import io.credence.forecasting.backtest.report.BacktestReport;
import io.credence.forecasting.backtest.report.BacktestReport.Settings;
import io.credence.forecasting.backtest.report.BacktestReport.Summary;
import io.credence.forecasting.backtest.report.BacktestRun;
import io.credence.forecasting.backtest.report.ReportHtml;
import io.credence.forecasting.backtest.report.ReportJson;
import io.credence.forecasting.backtest.walkforward.StartRule;
import io.credence.forecasting.backtest.walkforward.WalkPlan;
import io.credence.forecasting.dataset.PriceFile;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.SeriesReader;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Walks models through daily prices and scores their forecasts of risk. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Walk models through daily prices and score their forecasts of risk.",
            "",
            "FILE is a CSV, gzipped or not: timestamp,close or timestamp,instrument,open,high,low,close,volume; with --returns"
                    + " timestamp,return_pct. Rows out of order, repeated or without a close are repaired and counted; what"
                    + " has no plain repair is refused with its row. DIR gets report.json, report.html and"
                    + " forecasts.csv.gz; walks that are done are kept there, and the same command goes on after a stop.",
            ""
        })
public final class BacktestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--prices", required = true, paramLabel = "FILE", description = "The prices.")
    private Path prices;

    @Option(names = "--instruments", paramLabel = "A,B", split = ",", description = "Only these (default: all).")
    private List<String> instruments = List.of();

    @Option(
            names = "--panel",
            paramLabel = "FILE",
            split = ",",
            description = "Files whose instruments panel learns from beside those of --prices; they are not walked.")
    private List<Path> panel = List.of();

    @Option(names = "--returns", description = "The file holds log returns in percent.")
    private boolean returns;

    @Option(
            names = "--models",
            paramLabel = "all|a,b",
            split = ",",
            defaultValue = "all",
            description = "The models (default: ${DEFAULT-VALUE}).")
    private List<String> models;

    @Option(
            names = "--levels",
            paramLabel = "L",
            split = ",",
            defaultValue = "0.95,0.975,0.99",
            description = "Levels of VaR and ES (default: ${DEFAULT-VALUE}).")
    private List<Double> levels;

    @Option(
            names = "--horizons",
            paramLabel = "H",
            split = ",",
            defaultValue = "1",
            description = "Days ahead, as 1,10 (default: ${DEFAULT-VALUE}).")
    private List<Integer> horizons;

    @Option(
            names = "--from",
            paramLabel = "N|DATE|half",
            defaultValue = "half",
            description = "First return to score: after N returns, from a date on, or the second half (default).")
    private String from;

    @Option(
            names = "--refit",
            paramLabel = "DAYS",
            defaultValue = "21",
            description = "Days between fits (default: ${DEFAULT-VALUE}).")
    private int refit;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "0",
            description = "Fit on the last N returns; 0 for all so far (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--embargo",
            paramLabel = "N",
            defaultValue = "0",
            description = "Keep the last N returns before a forecast from fits (default: ${DEFAULT-VALUE}).")
    private int embargo;

    @Option(names = "--drop-zero-returns", description = "Drop returns of exactly zero.")
    private boolean dropZeroReturns;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Fixes all that is random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Walks at a time; 0 for one per processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go.")
    private Path out;

    /** Runs this command alone. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new BacktestCommand());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("credence: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        long started = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        List<UnivariateModel> chosen;
        WalkPlan plan;
        StartRule start;
        try {
            plan = WalkPlan.of(levels.stream().map(ConfidenceLevel::new).toList(), horizons, refit, seed)
                    .withWindow(window)
                    .withEmbargo(embargo);
            chosen = ModelNames.parse(models, plan.levels());
            start = StartRule.parse(from);
            checkInput();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "credence backtest: " + e.getMessage(), e);
        }
        WalkProgress progress = new WalkProgress(err, System::nanoTime);
        SeriesReader.Outcome data = read();
        List<ReturnSeries> beside = beside(data);
        BacktestRun.Outcome outcome =
                new BacktestRun(chosen, start, plan, out, progress, System::nanoTime).run(data, beside, threads());
        double wall = (System.nanoTime() - started) * 1e-9;
        BacktestReport report = report(outcome, chosen, plan, wall);
        ReportJson.write(report, out.resolve("report.json"));
        ReportHtml.write(report, outcome.charts(), out.resolve("report.html"));
        report.failures().stream()
                .filter(failure -> failure.model().isEmpty())
                .forEach(failure -> err.println("backtest: left out: " + failure.reason()));
        print(report);
        return report.series().isEmpty() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void checkInput() {
        if (!Files.isReadable(prices)) {
            throw new IllegalArgumentException(
                    "prices are " + prices + ", which cannot be read. Maybe the path is relative to another folder?");
        }
        panel.stream().filter(each -> !Files.isReadable(each)).findFirst().ifPresent(each -> {
            throw new IllegalArgumentException(
                    "panel is " + each + ", which cannot be read. Maybe the path is relative to another folder?");
        });
        if (threads < 0) {
            throw new IllegalArgumentException("threads are " + threads + "; they must be at least 0");
        }
    }

    private SeriesReader.Outcome read() {
        return SeriesReader.of(file()).withZeroReturnsDropped(dropZeroReturns).read();
    }

    private PriceFile file() {
        return (returns ? PriceFile.ofReturns(prices) : PriceFile.ofPrices(prices))
                .withInstruments(new LinkedHashSet<>(instruments));
    }

    private List<ReturnSeries> beside(SeriesReader.Outcome data) {
        List<String> walked =
                data.series().stream().map(ReturnSeries::instrument).toList();
        try {
            return PanelFiles.read(panel, file(), walked, dropZeroReturns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "credence backtest: " + e.getMessage(), e);
        }
    }

    private int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private BacktestReport report(
            BacktestRun.Outcome outcome, List<UnivariateModel> chosen, WalkPlan plan, double wall) {
        Settings settings = new Settings(
                chosen.stream().map(UnivariateModel::name).toList(),
                plan.levels().stream().map(ConfidenceLevel::value).toList(),
                plan.horizons(),
                from,
                refit,
                dropZeroReturns,
                seed,
                outcome.resumed());
        return BacktestReport.of(prices.toString(), settings, outcome, wall);
    }

    /** The table of the level nearest to 97.5 % at the shortest horizon. */
    private void print(BacktestReport report) {
        PrintWriter output = spec.commandLine().getOut();
        double level = levels.stream()
                .min(Comparator.comparingDouble(value -> Math.abs(value - 0.975)))
                .orElseThrow();
        int horizon = report.settings().horizons().getFirst();
        output.printf(
                Locale.ROOT, "%-28s %8s %9s %9s %7s  %s%n", "level " + level, "FZ0", "log", "CRPS", "hits", "best set");
        for (Summary row : report.summary()) {
            if (row.level() == level && row.horizon() == horizon) {
                output.printf(
                        Locale.ROOT,
                        "%-28s %8.4f %9s %9s %6.2f%%  %d of %d%n",
                        row.model(),
                        row.fz0(),
                        row.logScore() == null ? "" : String.format(Locale.ROOT, "%.4f", row.logScore()),
                        row.crps() == null ? "" : String.format(Locale.ROOT, "%.5f", row.crps()),
                        100 * row.hitRate(),
                        row.inConfidenceSet(),
                        row.series());
            }
        }
        output.printf(Locale.ROOT, "%s (%.0f s)%n", out.resolve("report.html"), report.wallSeconds());
        output.flush();
    }
}
