package io.credence.risk.rest;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.Batch;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.Counters;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Position;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.port.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a desk's store holds after {@link #BARS} bars of a seeded random walk: Gaussian forecasts for 1, 5 and 15 bars, their
 * scores, a champion, one alert that stands and one that was cleared. Later bars are committed one at a time; its
 * {@link Companion} then stays behind.
 */
@ApplicationScoped
public class Seed {

    public static final String INSTRUMENT = "BTCUSD";
    public static final int BARS = 400;
    public static final Instant START = Instant.parse("2013-11-29T00:00:00Z");
    public static final double SD = 0.1;
    public static final String CHAMPION = champion();

    static final String SPEC = "1m";
    private static final int[] HORIZONS = {1, 5, 15};
    private static final PartitionId PARTITION = new PartitionId("seed", "ticks", 0);

    private final HistoryStore history;
    private final StreamStore stream;
    private final ModelStore models;
    private final List<Bar> walk = walk(BARS + 100);
    private @Nullable Position position;
    private int committed;

    Seed(HistoryStore history, StreamStore stream, ModelStore models) {
        this.history = history;
        this.stream = stream;
        this.models = models;
    }

    private static String champion() {
        try (var reference = EwmaModel.reference(List.of(1, 5, 15))) {
            return reference.version();
        }
    }

    /** Enters all of it; later calls find it entered. */
    public synchronized void enter() {
        if (position != null) {
            return;
        }
        history.save(new Instrument("QUIET", 0.5, TradingCalendar.WEEKDAYS));
        history.save(new Instrument(INSTRUMENT, 0.01, TradingCalendar.ALWAYS_OPEN));
        history.save(new Instrument(Companion.INSTRUMENT, 0.01, TradingCalendar.ALWAYS_OPEN));
        Map<String, String> provenance = Map.of("seed", "1", "steps", "400", "device", "cpu");
        models.register(new ModelStore.Version(CHAMPION, "ewma", "candidate", START, null, provenance));
        models.promote(CHAMPION, "the first", null, null);
        position = stream.claim(PARTITION, 0);
        stream.commit(batch(0, BARS, List.of(alert(1, null), alert(2, START.plusSeconds(3600)))));
        committed = BARS;
        long claim = stream.claim(Companion.PARTITION, 0).claim();
        stream.commit(new Companion(walk.subList(0, BARS), HORIZONS).batch(Companion.advance(claim, newest())));
    }

    /** Commits the next bar with its forecasts and scores, as the stream would; the batch that was written. */
    public synchronized Batch next(AlertRow... alerts) {
        enter();
        Batch batch = batch(committed, committed + 1, List.of(alerts));
        stream.commit(batch);
        committed++;
        return batch;
    }

    /** The newest bar that is committed. */
    public synchronized Bar newest() {
        return walk.get(committed - 1);
    }

    public static AlertRow alert(int number, @Nullable Instant clearedAt) {
        return alert(number, clearedAt, INSTRUMENT);
    }

    public static AlertRow alert(int number, @Nullable Instant clearedAt, String instrument) {
        Instant raised = START.plusSeconds(1800L * number);
        String what = "dispersion: realised returns spread 1." + number + " times as wide as forecast";
        UUID id = new UUID(7, number);
        Instant since = raised.minusSeconds(600);
        return new AlertRow(
                id, instrument, SPEC, 5, "calibration", "warning", CHAMPION, raised, since, 140, what, clearedAt);
    }

    private Batch batch(int from, int until, List<AlertRow> alerts) {
        List<ForecastRow> forecasts = new ArrayList<>();
        List<ScoreRow> scores = new ArrayList<>();
        for (int i = from; i < until; i++) {
            for (int horizon : HORIZONS) {
                forecasts.add(forecast(i, horizon));
                if (i >= horizon) {
                    scores.add(score(i - horizon, horizon));
                }
            }
        }
        Instant last = walk.get(until - 1).end();
        return new Batch(
                SPEC,
                List.of(advance(from, until, last)),
                walk.subList(from, until),
                forecasts,
                scores,
                List.of(monitor(until, last)),
                alerts,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static CalibrationRow monitor(int count, Instant at) {
        return new CalibrationRow(INSTRUMENT, SPEC, 1, ForecastKey.CHAMPION, at, CHAMPION, count, 0.75, false);
    }

    private Batch.Advance advance(int from, int until, Instant last) {
        Position taken = position;
        if (taken == null) {
            throw new IllegalStateException("nothing was entered yet");
        }
        Counters counters = new Counters(3L * until, 2, 1, 0, 0, 0, 4);
        return new Batch.Advance(
                PARTITION, taken.claim(), from * 3L, until * 3L, last.toEpochMilli(), counters, CHAMPION);
    }

    private ForecastRow forecast(int i, int horizon) {
        Bar bar = walk.get(i);
        GaussianReturn distribution = distribution(horizon);
        ForecastKey key = new ForecastKey(INSTRUMENT, SPEC, horizon, ForecastKey.CHAMPION, bar.end());
        ForecastRow.Source source = new ForecastRow.Source(PARTITION, 3L * i, bar.start(), "jvm");
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) horizon);
        return new ForecastRow(
                id(key), key, CHAMPION, bar.close(), distribution.encode(), figures(distribution), source, hash);
    }

    private ScoreRow score(int origin, int horizon) {
        Bar bar = walk.get(origin);
        Bar end = walk.get(origin + horizon);
        double realised = 100 * Math.log(end.close() / bar.close());
        Outcome outcome = Outcome.of(distribution(horizon), realised, 0.5);
        ForecastKey key = new ForecastKey(INSTRUMENT, SPEC, horizon, ForecastKey.CHAMPION, bar.end());
        return new ScoreRow(key, id(key), CHAMPION, end.end(), outcome, 1.25 * outcome.crps());
    }

    static UUID id(ForecastKey key) {
        return UUID.nameUUIDFromBytes(
                (key.instrument() + "/" + key.horizon() + "/" + key.origin()).getBytes(StandardCharsets.UTF_8));
    }

    public static GaussianReturn distribution(int horizon) {
        return new GaussianReturn(0, SD * Math.sqrt(horizon));
    }

    /** As of a distribution with a hundredth of its variance epistemic, and intervals of a tenth around its figures. */
    static ForecastRow.Figures figures(GaussianReturn distribution) {
        double[] risk = ConfidenceLevel.STANDARD.stream()
                .mapToDouble(distribution::valueAtRisk)
                .toArray();
        double[] shortfall = ConfidenceLevel.STANDARD.stream()
                .mapToDouble(distribution::expectedShortfall)
                .toArray();
        return new ForecastRow.Figures(
                0,
                0.99 * distribution.variance(),
                0.01 * distribution.variance(),
                Arrays.stream(ForecastRow.PROBABILITIES)
                        .map(distribution::quantile)
                        .toArray(),
                risk,
                shortfall,
                scaled(risk, 0.9),
                scaled(risk, 1.1),
                scaled(shortfall, 0.9),
                scaled(shortfall, 1.1));
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    private static List<Bar> walk(int count) {
        Random random = new Random(7);
        List<Bar> bars = new ArrayList<>();
        double open = 1000;
        for (int i = 0; i < count; i++) {
            double close = Math.round(100 * open * Math.exp(SD / 100 * random.nextGaussian())) / 100.0;
            Instant start = START.plusSeconds(60L * i);
            double high = Math.max(open, close);
            double low = Math.min(open, close);
            bars.add(new Bar(INSTRUMENT, start, start.plusSeconds(60), open, high, low, close, 2.5, 3));
            open = close;
        }
        return List.copyOf(bars);
    }
}
