package io.credence.risk.persistence;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.RiskQueries.Calibration;
import io.credence.risk.port.RiskQueries.Totals;
import io.credence.risk.port.RiskQueries.TrackRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures over many scores, each by one statement. */
final class Aggregates {

    /** Twenty bins of equal width; the last one is closed. */
    private static final String CALIBRATION = """
            with newest as materialized (
              select pit, exceeded, crps, reference_crps, log_score from score
              where instrument = ? and spec = ? and lane = ? and horizon = ? order by origin desc limit ?),
            bins as (
              select b, count(pit)::int as n from generate_series(0, 19) b left join newest on least(floor(pit * 20), 19) = b
              group by b)
            select count(*)::int as n, array[avg((not exceeded[1])::int), avg((not exceeded[2])::int),
              avg((not exceeded[3])::int)]::float8[] as coverage, avg(crps) as crps, avg(reference_crps) as reference_crps,
              avg(log_score) as log_score, (select array_agg(n order by b) from bins) as histogram
            from newest""";

    private static final String TOTALS = """
            with asked as (select ?::text as spec, ?::text as lane),
            scored as (
              select count(*) as n, count(*) filter (where horizon = 1) as ones,
                array[avg((not exceeded[1])::int) filter (where horizon = 1),
                  avg((not exceeded[2])::int) filter (where horizon = 1),
                  avg((not exceeded[3])::int) filter (where horizon = 1)]::float8[] as coverage,
                avg(crps) filter (where horizon = 1) as crps,
                avg(reference_crps) filter (where horizon = 1) as reference_crps,
                avg((pit between 0.45 and 0.55)::int) filter (where horizon = 1) as pit_mid
              from score join asked using (spec, lane)),
            counted as (
              select sum(ticks) as ticks, sum(repeated) as repeated, sum(late) as late, sum(crossed) as crossed,
                sum(closed) as closed, sum(heartbeats) as heartbeats, sum(dead_letters) as dead_letters,
                sum(replayed) as replayed, sum(divergent) as divergent
              from stream_position)
            select (select count(*) from bar join asked using (spec)) as bars,
              (select count(*) from forecast join asked using (spec, lane)) as forecasts,
              (select count(*) from alert join asked using (spec) where severity <> 'notice') as alerts,
              (select count(*) from alert join asked using (spec) where severity = 'notice') as notices,
              scored.*, counted.*
            from scored, counted""";

    private static final String TRACK_RECORD = """
            with asked as (select ?::text as model_version, ?::text as spec, ?::text as lane)
            select horizon, count(*) as n, min(origin) as first, max(origin) as last,
              array[avg((not exceeded[1])::int), avg((not exceeded[2])::int), avg((not exceeded[3])::int)]::float8[] as coverage,
              avg(crps) as crps, avg(reference_crps) as reference_crps, avg(log_score) as log_score
            from score join asked using (model_version, spec, lane)
            where origin > (select max(origin) from score join asked using (model_version, spec, lane)) - interval '30 days'
            group by horizon order by horizon""";

    private Aggregates() {}

    static Query trackRecord(String modelVersion, String spec, String lane) {
        return new Query(TRACK_RECORD, modelVersion, spec, lane);
    }

    static TrackRecord trackRecord(ResultSet row) throws SQLException {
        return new TrackRecord(
                row.getInt("horizon"),
                row.getLong("n"),
                Rows.instant(row, "first"),
                Rows.instant(row, "last"),
                Rows.doubles(row, "coverage"),
                row.getDouble("crps"),
                row.getDouble("reference_crps"),
                row.getDouble("log_score"));
    }

    static Query calibration(String instrument, String spec, int horizon, int window) {
        return new Query(CALIBRATION, instrument, spec, ForecastKey.CHAMPION, horizon, window);
    }

    static Calibration calibration(ResultSet row) throws SQLException {
        int count = row.getInt("n");
        return new Calibration(
                count,
                count == 0 ? new double[0] : Rows.doubles(row, "coverage"),
                Rows.ints(row, "histogram"),
                row.getDouble("crps"),
                row.getDouble("reference_crps"),
                row.getDouble("log_score"));
    }

    static Query totals(String spec) {
        return new Query(TOTALS, spec, ForecastKey.CHAMPION);
    }

    static Totals totals(ResultSet row) throws SQLException {
        return new Totals(
                row.getLong("bars"),
                row.getLong("forecasts"),
                row.getLong("n"),
                row.getLong("alerts"),
                row.getLong("notices"),
                Rows.counters(row),
                row.getLong("replayed"),
                row.getLong("divergent"),
                row.getLong("ones") == 0 ? Map.of() : coverage(row),
                row.getDouble("crps"),
                row.getDouble("reference_crps"),
                row.getDouble("pit_mid"));
    }

    /** By level as {@code 0.975}. */
    private static Map<String, Double> coverage(ResultSet row) throws SQLException {
        double[] shares = Rows.doubles(row, "coverage");
        Map<String, Double> coverage = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            coverage.put(String.valueOf(ConfidenceLevel.STANDARD.get(i).value()), shares[i]);
        }
        return coverage;
    }
}
