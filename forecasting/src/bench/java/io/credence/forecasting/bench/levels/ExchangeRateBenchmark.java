package io.credence.forecasting.bench.levels;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.evaluation.DieboldMarianoTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The public exchange-rate benchmark: eight rates, levels of the next 30 days, mean weighted quantile loss over nine quantiles. The first five
 * windows after 80 % of the rows are the published ones; all windows of 30 days that fit are scored too. The same over as many
 * windows before the test part is what the configuration was chosen on.
 */
@Command(name = "exchange-rate", description = "Score 30-day forecasts of exchange-rate levels by the public protocol.")
public final class ExchangeRateBenchmark extends Benchmark {

    private static final double TRAINING = 0.8;
    private static final int STEPS = 30;
    private static final int PUBLISHED = 5;

    @Option(names = "--data", paramLabel = "FILE", description = "The levels (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(System.getProperty("credence.home", "."), "../shared/data/daily/exchange_rate.csv.gz");

    @Override
    protected Report measure() throws IOException {
        Levels levels = Levels.read(data);
        int first = (int) Math.ceil(TRAINING * levels.rows());
        int windows = (levels.rows() - first) / STEPS;
        int before = first - windows * STEPS;
        if (windows < PUBLISHED || before < 2 * levels.rows() / 5) {
            throw new IllegalArgumentException(data + " has " + levels.rows() + " rows; a fifth of them must hold "
                    + PUBLISHED + " windows of " + STEPS + ". Maybe the file was cut?");
        }
        Report report = Report.of(
                "exchange-rate",
                "part",
                "forecaster",
                "windows",
                "loss",
                "coverage",
                "less than 60 days",
                "dm t",
                "p not worse",
                "p not better");
        addPart(report, levels, "before the test part", before, windows, windows);
        addPart(report, levels, "test", first, windows, PUBLISHED);
        return report.note("loss: mean weighted quantile loss; coverage: of the 80 % band, wanted 0.76 to 0.84.")
                .note(
                        "Published over five windows: random walk of 60 days 0.0070 (coverage 0.786), ARIMA and ETS 0.008,"
                                + " Transformer 0.009, DeepAR 0.010, MQ-CNN 0.013.")
                .note(
                        "dm t: Diebold and Mariano's statistic of the windows' losses less those of the random walk of 60 days;"
                                + " negative is better.");
    }

    /** All windows, and the first few apart where they are fewer. */
    private void addPart(Report report, Levels levels, String part, int first, int windows, int few) {
        progress(part + ": " + windows + " windows from row " + first + " on");
        StochasticWalk walk = new StochasticWalk(levels, first);
        CalibratedWalk calibrated = new CalibratedWalk(levels, walk, first, STEPS);
        report.note(part + ": spread factors before it: " + listed(levels, calibrated.values()) + ".");
        List<LevelForecaster> forecasters =
                List.of(new RandomWalk(levels, 60), new RandomWalk(levels, 250), walk, calibrated);
        List<WindowScores> scores = scores(forecasters, levels, first, windows);
        for (int count = few; count <= windows; count += Math.max(1, windows - few)) {
            for (int i = 0; i < scores.size(); i++) {
                addRow(report, part, forecasters.get(i).name(), count, scores.get(i), scores.getFirst());
            }
        }
        report.note(part + ": the posterior of a rate was sampled anew " + walk.refits() + " times in "
                + windows * STEPS + " days, where few draws had kept weight.");
    }

    private static String listed(Levels levels, double[] factors) {
        return IntStream.range(0, factors.length)
                .mapToObj(i -> String.format(
                        Locale.ROOT, "%s %.2f", levels.instruments().get(i), factors[i]))
                .collect(Collectors.joining(", "));
    }

    /** Window by window, since two of them share a state that only moves on. */
    private static List<WindowScores> scores(List<LevelForecaster> forecasters, Levels levels, int first, int windows) {
        List<WindowScores> scores =
                forecasters.stream().map(each -> new WindowScores()).toList();
        for (int window = 0; window < windows; window++) {
            int origin = first + window * STEPS;
            for (int i = 0; i < scores.size(); i++) {
                scores.get(i).add(forecasters.get(i).forecast(origin, STEPS), levels, origin);
            }
        }
        return scores;
    }

    private static void addRow(
            Report report, String part, String name, int windows, WindowScores scores, WindowScores yardstick) {
        DieboldMarianoTest.Result test = DieboldMarianoTest.withDefaults().test(scores.lessThan(yardstick, windows));
        report.row(
                part,
                name,
                windows,
                scores.meanWeightedLoss(windows),
                scores.coverage(windows),
                test.mean(),
                test.statistic(),
                1 - test.lowerPValue(),
                test.lowerPValue());
    }
}
