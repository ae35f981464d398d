package io.credence.risk.persistence;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.Counters;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.testing.Batches;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows that tests write. Values differ by column and row, so that a mix-up shows. */
final class Sample {

    static final String SPEC = "1m";
    static final Instant START = Instant.parse("2013-11-25T00:00:00Z");
    static final PartitionId PARTITION = new PartitionId("cluster", "topic", 0);

    private Sample() {}

    static Instant minute(int n) {
        return START.plusSeconds(60L * n);
    }

    static Bar bar(String instrument, int n) {
        return new Bar(instrument, minute(n - 1), minute(n), 100 + n, 103.25 + n, 99.125 + n, 101.1 + n, 0.1 * n, n);
    }

    static ForecastRow forecast(String instrument, int horizon, int n) {
        return forecast(instrument, horizon, n, "value");
    }

    /** @param value decides the value hash */
    static ForecastRow forecast(String instrument, int horizon, int n, String value) {
        ForecastKey key = new ForecastKey(instrument, SPEC, horizon, ForecastKey.CHAMPION, minute(n));
        return new ForecastRow(
                UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8)),
                key,
                "ewma-1",
                800.5 + n,
                new byte[] {1, 0, (byte) n, -1},
                figures(n),
                new ForecastRow.Source(PARTITION, 1000L + n, minute(n - 1), "jvm 25, 1 thread"),
                (value + instrument + horizon + n).getBytes(StandardCharsets.UTF_8));
    }

    private static ForecastRow.Figures figures(int n) {
        return new ForecastRow.Figures(
                0.1 * n,
                1.0 / 3,
                Math.PI,
                levels(7, n),
                levels(3, n + 0.1),
                levels(3, n + 0.2),
                levels(3, n + 0.3),
                levels(3, n + 0.4),
                levels(3, n + 0.5),
                levels(3, n + 0.6));
    }

    private static double[] levels(int count, double base) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = base + i / 7.0;
        }
        return values;
    }

    /** A score with this PIT, exceeded at the lowest level only. */
    static ScoreRow score(String instrument, int horizon, int n, double pit) {
        ForecastRow forecast = forecast(instrument, horizon, n);
        return new ScoreRow(
                forecast.key(),
                forecast.id(),
                forecast.modelVersion(),
                minute(n + horizon),
                new Outcome(-0.5, pit, 0.25 * n, -1.5, List.of(true, false, false)),
                0.5 * n);
    }

    static Counters counters(long ticks) {
        return new Counters(ticks, 1, 2, 3, 4, 5, 6);
    }

    static Advance advance(long claim, long from, long to) {
        return new Advance(PARTITION, claim, from, to, minute(1).toEpochMilli(), counters(to), "ewma-1");
    }

    /** A batch that only moves the position. */
    static Batch moving(long claim, long from, long to) {
        return batch(claim, from, to, List.of(), List.of(), List.of());
    }

    static Batch batch(
            long claim, long from, long to, List<Bar> bars, List<ForecastRow> forecasts, List<ScoreRow> scores) {
        return Batches.of(SPEC, List.of(advance(claim, from, to)), bars, forecasts, scores);
    }
}
