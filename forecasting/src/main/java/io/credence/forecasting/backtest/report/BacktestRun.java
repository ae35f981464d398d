package io.credence.forecasting.backtest.report;

import io.credence.forecasting.backtest.report.BacktestReport.Failure;
import io.credence.forecasting.backtest.report.BacktestReport.InstrumentInfo;
import io.credence.forecasting.backtest.walkforward.ForecastPath;
import io.credence.forecasting.backtest.walkforward.ForecastStore;
import io.credence.forecasting.backtest.walkforward.PanelBinding;
import io.credence.forecasting.backtest.walkforward.SeriesWalk;
import io.credence.forecasting.backtest.walkforward.StartRule;
import io.credence.forecasting.backtest.walkforward.WalkPlan;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.SeriesReader;
import io.credence.forecasting.dataset.Timestamps;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole backtest: every model along every series, in parallel, each walk kept as soon as it is done, then scored. A model that fails on a
 * series is reported and stops nothing else.
 */
public final class BacktestRun {

    /** Fewer returns before the first forecast estimate nothing. */
    public static final int FEWEST_BEFORE = 100;

    /** Fewer forecasts say nothing about risk at 95 % and over. */
    public static final int FEWEST_SCORED = 50;

    private final List<UnivariateModel> models;
    private final StartRule start;
    private final WalkPlan plan;
    private final Path out;
    private final BacktestListener listener;
    private final LongSupplier nanos;
    private final ForecastStore store;
    private final List<Failure> failures = new ArrayList<>();
    private final List<InstrumentInfo> instruments = new ArrayList<>();
    private final List<SeriesResult> results = new ArrayList<>();
    private final List<Map.Entry<String, String>> walks = new ArrayList<>();
    private final List<Charts> charts = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    /**
     * @param out the folder of results and of kept walks
     * @param nanos a clock
     */
    public BacktestRun(
            List<UnivariateModel> models,
            StartRule start,
            WalkPlan plan,
            Path out,
            BacktestListener listener,
            LongSupplier nanos) {
        this.models = List.copyOf(models);
        this.start = start;
        this.plan = plan;
        this.out = out;
        this.listener = listener;
        this.nanos = nanos;
        this.store = ForecastStore.in(out.resolve("walks"));
    }

    /** What came of it. */
    public record Outcome(
            List<InstrumentInfo> instruments,
            List<SeriesResult> series,
            List<Failure> failures,
            List<Charts> charts,
            int resumed) {}

    /**
     * Runs on so many threads.
     *
     * @param beside instruments that are learnt from and not walked
     * @throws InterruptedException when the thread is interrupted; what was walked is kept
     */
    public Outcome run(SeriesReader.Outcome data, List<ReturnSeries> beside, int threads) throws InterruptedException {
        data.refused().forEach((name, reason) -> failures.add(new Failure(name, "", reason)));
        List<ReturnSeries> usable =
                data.series().stream().filter(this::isLongEnough).toList();
        PathScorer scorer = new PathScorer(plan.refit());
        PanelBinding panel = new PanelBinding(
                Stream.concat(data.series().stream(), beside.stream()).toList());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            try {
                List<List<Future<@Nullable List<ForecastPath>>>> pending = new ArrayList<>();
                for (ReturnSeries series : usable) {
                    pending.add(submit(pool, series, panel, usable.size() * models.size()));
                }
                for (int i = 0; i < usable.size(); i++) {
                    finish(usable.get(i), pending.set(i, List.of()), scorer, pool);
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                throw e;
            }
        }
        store.join(out.resolve("forecasts.csv.gz"), plan.levels(), walks);
        return new Outcome(instruments, results, failures, charts, resumed.get());
    }

    private boolean isLongEnough(ReturnSeries series) {
        int before = start.row(series);
        int after = series.size() - before;
        if (before >= FEWEST_BEFORE && after >= FEWEST_SCORED) {
            return true;
        }
        failures.add(new Failure(
                series.instrument(),
                "",
                series.instrument() + " has " + series.size() + " returns, " + before
                        + " before the first forecast and "
                        + after + " from there on; there must be at least " + FEWEST_BEFORE + " and " + FEWEST_SCORED
                        + ". Maybe begin elsewhere with --from, or use a longer history."));
        return false;
    }

    private List<Future<@Nullable List<ForecastPath>>> submit(
            ExecutorService pool, ReturnSeries series, PanelBinding panel, int total) {
        List<Future<@Nullable List<ForecastPath>>> futures = new ArrayList<>();
        for (UnivariateModel model : models) {
            futures.add(pool.submit(() -> walk(model, series, panel, total)));
        }
        return futures;
    }

    /** Null where the model fails on the series. */
    private @Nullable List<ForecastPath> walk(
            UnivariateModel model, ReturnSeries series, PanelBinding panel, int total) {
        int from = start.row(series);
        String fingerprint = ForecastStore.fingerprint(series, panel.mark(model), from, plan);
        Optional<List<ForecastPath>> kept = store.read(series, model.name(), fingerprint, plan.levels());
        if (kept.isPresent()) {
            resumed.incrementAndGet();
            listener.walked(series.instrument(), model.name(), done.incrementAndGet(), total);
            return kept.get();
        }
        try {
            List<ForecastPath> paths =
                    SeriesWalk.run(panel.bound(model, series.instrument()), series, from, plan, nanos);
            store.write(series, model.name(), fingerprint, paths);
            return paths;
        } catch (RuntimeException e) {
            fail(series.instrument(), model.name(), e);
            return null;
        } finally {
            listener.walked(series.instrument(), model.name(), done.incrementAndGet(), total);
        }
    }

    private void fail(String instrument, String model, RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        synchronized (failures) {
            failures.add(new Failure(instrument, model, reason));
        }
        listener.say(instrument + ": " + model + " failed: " + reason);
    }

    private void finish(
            ReturnSeries series,
            List<Future<@Nullable List<ForecastPath>>> futures,
            PathScorer scorer,
            ExecutorService pool)
            throws InterruptedException {
        List<ForecastPath> paths = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            List<ForecastPath> found = get(futures.get(i));
            if (found != null) {
                paths.addAll(found);
                walks.add(Map.entry(series.instrument(), models.get(i).name()));
                missing(series.instrument(), models.get(i).name(), found);
            }
        }
        int from = start.row(series);
        instruments.add(new InstrumentInfo(
                series.instrument(),
                series.size(),
                from,
                Timestamps.format(series.times().get(from)),
                Timestamps.format(series.times().getLast()),
                series.ranges().length > 0,
                zeroShare(series.returns()),
                series.repairs()));
        List<Future<List<SeriesResult>>> scored = plan.horizons().stream()
                .map(horizon -> pool.submit(() -> scorer.score(at(paths, horizon), from)))
                .toList();
        for (Future<List<SeriesResult>> each : scored) {
            results.addAll(get(each));
        }
        List<ForecastPath> shortest = at(paths, plan.horizons().getFirst());
        if (charts.size() < Charts.MOST && !shortest.isEmpty()) {
            charts.add(Charts.of(series, shortest));
        }
    }

    private static double zeroShare(double[] returns) {
        return Arrays.stream(returns).filter(each -> each == 0).count() / (double) returns.length;
    }

    private void missing(String instrument, String model, List<ForecastPath> found) {
        for (int horizon : plan.horizons()) {
            if (at(found, horizon).isEmpty()) {
                failures.add(new Failure(
                        instrument,
                        model,
                        model + " has no forecast of " + horizon + " days for " + instrument
                                + ". Maybe leave it out of longer horizons, or begin later with --from."));
            }
        }
    }

    private static List<ForecastPath> at(List<ForecastPath> paths, int horizon) {
        return paths.stream().filter(path -> path.horizon() == horizon).toList();
    }

    private static <T extends @Nullable Object> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a backtest's task failed: " + e.getCause(), e);
        }
    }
}
