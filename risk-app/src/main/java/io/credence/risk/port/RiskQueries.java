package io.credence.risk.port;

import io.credence.forecasting.market.Bar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What risk desks ask. */
public interface RiskQueries {

    /** The newest champion forecast of every horizon of an instrument. */
    List<ForecastRow> latest(String instrument, String spec);

    /**
     * Champion forecasts with origins in {@code (after, until]}, oldest first.
     *
     * @param limit at most this many
     */
    List<ForecastRow> forecasts(String instrument, String spec, int horizon, Instant after, Instant until, int limit);

    Optional<ForecastRow> forecast(UUID id);

    /** Scores with origins in {@code (after, until]}, oldest first. */
    List<ScoreRow> scores(String instrument, String spec, int horizon, Instant after, Instant until, int limit);

    /**
     * The newest PITs of instruments' champion forecasts; an instrument without any is not in the map.
     *
     * @param count at most so many of each
     */
    Map<String, List<StoredPit>> pits(List<String> instruments, String spec, int horizon, int count);

    /** The last bars, oldest first. */
    List<Bar> bars(String instrument, String spec, Instant after, Instant until, int limit);

    /** Calibration of the champion lane over the newest {@code window} scores; empty when there is none. */
    Optional<Calibration> calibration(String instrument, String spec, int horizon, int window);

    /**
     * How a model's forecasts of a lane have done in its newest 30 days, by horizon; empty before the first outcome.
     *
     * @param lane the champion's, or the version's own as a shadow
     */
    List<TrackRecord> trackRecord(String modelVersion, String spec, String lane);

    /** The newest state of the monitors. */
    List<CalibrationRow> monitors(String spec);

    /** Newest first; open ones only, or all. */
    List<AlertRow> alerts(boolean openOnly, int limit);

    /**
     * How many champion forecasts the stream has stored, of all bar specs, by its counters: cheap enough to ask at any moment,
     * where {@link #totals} reads every row.
     */
    long championForecasts();

    /** Totals over everything that this store holds. */
    Totals totals(String spec);

    /** The SHA-256 of the champion forecasts in key order, hexadecimal. */
    String checksum(String spec);

    /** The PIT of the forecast of an origin, in [0, 1]. */
    record StoredPit(Instant origin, double pit) {}

    /**
     * @param coverage per standard level, the share of losses at or under the value at risk
     * @param histogram counts of PITs in 20 bins of equal width; the last is closed
     */
    record Calibration(
            int count,
            double[] coverage,
            int[] histogram,
            double meanCrps,
            double meanReferenceCrps,
            double meanLogScore) {}

    /**
     * @param horizon in bars
     * @param coverage per standard level, the share of losses at or under the value at risk
     * @param crps mean, in percent
     */
    record TrackRecord(
            int horizon,
            long count,
            Instant from,
            Instant until,
            double[] coverage,
            double crps,
            double referenceCrps,
            double logScore) {}

    /**
     * @param alerts that something is wrong, open and cleared
     * @param notices of what asks for nothing
     * @param coverage per standard level, of 1-bar forecasts
     * @param pitMid the share of 1-bar PITs in [0.45, 0.55]
     * @param crps mean over 1-bar forecasts, in percent
     */
    record Totals(
            long bars,
            long forecasts,
            long scored,
            long alerts,
            long notices,
            Counters counters,
            long replayed,
            long divergent,
            Map<String, Double> coverage,
            double crps,
            double referenceCrps,
            double pitMid) {}
}
