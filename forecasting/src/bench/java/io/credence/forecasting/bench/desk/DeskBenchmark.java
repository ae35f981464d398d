package io.credence.forecasting.bench.desk;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.backtest.walkforward.ForecastPath;
import io.credence.forecasting.backtest.walkforward.ForecastStore;
import io.credence.forecasting.backtest.walkforward.PanelBinding;
import io.credence.forecasting.backtest.walkforward.SeriesWalk;
import io.credence.forecasting.backtest.walkforward.WalkPlan;
import io.credence.forecasting.bench.peers.DailySeries;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.DieboldMarianoTest;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison table: every model with the same walk and the same calibration, and how far one stands before each other. */
@Command(
        name = "desk",
        description = "Score models over ten daily series, raw and calibrated, and test one against each other.")
public final class DeskBenchmark extends Benchmark {

    private static final int REFIT = 21;
    private static final int AT_975 = 1;
    private static final int LEVELS = 3;
    private static final String RIVAL = "gjr-skewt";
    private static final String REFERENCE = "hs";

    @Option(names = "--data", paramLabel = "DIR", description = "Where daily is (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(System.getProperty("credence.home", "."), "../shared/data");

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "Models by name (default: all).")
    private List<String> models = UnivariateCatalogue.names();

    @Option(names = "--series", split = ",", paramLabel = "NAME", description = "Series by name (default: all ten).")
    private List<String> series = List.of();

    @Option(
            names = "--claim",
            paramLabel = "NAME",
            description = "The one tested against all others (default: ${DEFAULT-VALUE}).")
    private String claim = "bayesian" + ForecastPath.CALIBRATED;

    @Option(names = "--threads", paramLabel = "N", description = "Walks at once (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--walks", paramLabel = "DIR", description = "Keep walks there, and take up those kept.")
    private @Nullable Path walks;

    @Option(
            names = "--before-test",
            description = "Only rows before the test period: the second quarter of each series is scored.")
    private boolean beforeTest;

    @Option(names = "--shuffled", paramLabel = "SEED", description = "Shuffle each series' days first.")
    private @Nullable Long shuffled;

    private Panels panels = Panels.of(List.of(), data, UnaryOperator.identity());

    private final Map<String, Standing> standings = new LinkedHashMap<>();

    @Override
    protected Report measure() throws Exception {
        models.forEach(UnivariateCatalogue::named);
        List<ReturnSeries> chosen = DailySeries.ALL.stream()
                .filter(each -> series.isEmpty() || series.contains(each.name()))
                .map(each -> world(each.series(data)))
                .toList();
        // Of the whole history also with --before-test: a fit sees rows before its own date alone.
        panels = Panels.of(DailySeries.ALL, data, each -> shuffled == null ? each : Worlds.shuffled(each, shuffled));
        long begun = System.nanoTime();
        walkAll(chosen);
        double seconds = 1e-9 * (System.nanoTime() - begun);
        return report().note(String.format(Locale.ROOT, "%.0f s on %d threads", seconds, threads));
    }

    private ReturnSeries world(ReturnSeries own) {
        ReturnSeries half = beforeTest ? Worlds.firstHalf(own) : own;
        return shuffled == null ? half : Worlds.shuffled(half, shuffled);
    }

    private record Task(ReturnSeries series, String model, Future<List<ForecastPath>> paths) {}

    private void walkAll(List<ReturnSeries> chosen) throws Exception {
        List<Task> tasks = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (ReturnSeries each : chosen) {
                models.forEach(model -> tasks.add(new Task(each, model, pool.submit(() -> walk(each, model)))));
            }
            for (Task task : tasks) {
                for (ForecastPath path : task.paths.get()) {
                    standings.computeIfAbsent(path.model(), Standing::new).add(task.series, path);
                }
                progress(task.series.instrument() + " " + task.model);
            }
        }
    }

    private List<ForecastPath> walk(ReturnSeries each, String model) {
        List<ConfidenceLevel> levels = ConfidenceLevel.STANDARD;
        WalkPlan plan = WalkPlan.of(levels, List.of(1), REFIT, 1);
        int from = each.size() / 2;
        PanelBinding panel = panels.of(each.instrument());
        UnivariateModel named = UnivariateCatalogue.named(model);
        UnivariateModel bound = panel.bound(named, each.instrument());
        if (walks == null) {
            return SeriesWalk.run(bound, each, from, plan, System::nanoTime);
        }
        ForecastStore store = ForecastStore.in(walks);
        String fingerprint = ForecastStore.fingerprint(each, panel.mark(named), from, plan);
        Optional<List<ForecastPath>> kept = store.read(each, model, fingerprint, levels);
        return kept.orElseGet(() -> {
            List<ForecastPath> made = SeriesWalk.run(bound, each, from, plan, System::nanoTime);
            store.write(each, model, fingerprint, made);
            return made;
        });
    }

    private Report report() {
        Report report = Report.of(
                "desk",
                "model",
                "fz0 95 %",
                "fz0 97.5 %",
                "fz0 99 %",
                "t of the claim",
                "log score wins",
                "crps wins",
                "kupiec passes 95 / 97.5 / 99",
                "dq passes 95 / 97.5 / 99",
                "fit s");
        standings.values().stream()
                .sorted(Comparator.comparingDouble(each -> each.joint(AT_975)))
                .forEach(each -> add(report, each));
        Standing own = standings.get(claim);
        if (own != null) {
            own.names().forEach(name -> note(report, own, name));
            long wins = own.names().stream()
                    .filter(name -> own.joint(name, AT_975) < best(own, name).joint(name, AT_975))
                    .count();
            report.note(own.model() + " beats the best row in hindsight on " + wins + " of "
                    + own.names().size() + " series");
        }
        return shuffled == null ? report : shuffledNotes(report);
    }

    private void add(Report report, Standing each) {
        Standing own = standings.get(claim);
        Standing rival = standings.get(RIVAL + ForecastPath.CALIBRATED);
        report.row(
                each.model(),
                each.joint(0),
                each.joint(1),
                each.joint(2),
                own == null || own == each
                        ? Double.NaN
                        : own.against(each, AT_975).statistic(),
                rival == null ? "" : wins(each, name -> each.logScore(name) - rival.logScore(name)),
                rival == null ? "" : wins(each, name -> rival.crps(name) - each.crps(name)),
                passes(each, (name, level) -> each.kupiec(name, level) > 0.05),
                passes(each, (name, level) -> each.dynamicQuantile(name, level) > 0.01),
                each.fitSeconds());
    }

    private static String wins(Standing each, ToDoubleFunction<String> lead) {
        return each.names().stream()
                        .filter(name -> lead.applyAsDouble(name) > 0)
                        .count() + " of " + each.names().size();
    }

    private interface Pass {
        boolean at(String name, int level);
    }

    private static String passes(Standing each, Pass pass) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < LEVELS; level++) {
            int at = level;
            text.append(level > 0 ? " / " : "")
                    .append(each.names().stream()
                            .filter(name -> pass.at(name, at))
                            .count());
        }
        return text.toString();
    }

    /** One series: the claim's figures, its rival's, and the best row known only in hindsight. */
    private void note(Report report, Standing own, String name) {
        Standing best = best(own, name);
        Standing rival = standings.getOrDefault(RIVAL + ForecastPath.CALIBRATED, best);
        double t = best == own
                ? 0
                : DieboldMarianoTest.withDefaults()
                        .test(own.lead(best, name, AT_975))
                        .statistic();
        report.note(String.format(
                Locale.ROOT,
                "%s: FZ0 %.4f, best in hindsight %.4f of %s (t %.2f); log score %.4f, %s %.4f; CRPS %.5f, %.5f; Kupiec p %.3f %.3f"
                        + " %.3f; DQ p %.3f %.3f %.3f",
                name,
                own.joint(name, AT_975),
                best.joint(name, AT_975),
                best.model(),
                t,
                own.logScore(name),
                rival.model(),
                rival.logScore(name),
                own.crps(name),
                rival.crps(name),
                own.kupiec(name, 0),
                own.kupiec(name, 1),
                own.kupiec(name, 2),
                own.dynamicQuantile(name, 0),
                own.dynamicQuantile(name, 1),
                own.dynamicQuantile(name, 2)));
    }

    /** The best peer of a series, raw or calibrated. */
    private Standing best(Standing own, String name) {
        return standings.values().stream()
                .filter(each ->
                        !each.model().startsWith("bayesian") && !each.model().startsWith("panel"))
                .min(Comparator.comparingDouble(each -> each.joint(name, AT_975)))
                .orElse(own);
    }

    /** On shuffled days nobody may beat the expanding window. */
    private Report shuffledNotes(Report report) {
        Standing reference = standings.get(REFERENCE);
        if (reference == null) {
            return report;
        }
        for (Standing each : standings.values()) {
            long better = each.names().stream()
                    .filter(name -> DieboldMarianoTest.withDefaults()
                                    .test(each.lead(reference, name, AT_975))
                                    .lowerPValue()
                            < 0.01)
                    .count();
            report.note(each.model() + ": better than " + REFERENCE + " (p < 0.01) on " + better + " of "
                    + each.names().size());
        }
        return report;
    }
}
