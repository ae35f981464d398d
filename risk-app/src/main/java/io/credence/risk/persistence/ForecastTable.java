package io.credence.risk.persistence;

import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.RiskQueries.StoredPit;
import io.credence.risk.port.ScoreRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads forecasts, scores and monitors back as they were written. */
final class ForecastTable {

    private ForecastTable() {}

    static ForecastRow forecast(ResultSet row) throws SQLException {
        return new ForecastRow(
                Rows.uuid(row, "id"),
                key(row),
                row.getString("model_version"),
                row.getDouble("price"),
                row.getBytes("distribution"),
                figures(row),
                source(row),
                row.getBytes("value_hash"));
    }

    private static ForecastKey key(ResultSet row) throws SQLException {
        return new ForecastKey(
                row.getString("instrument"),
                row.getString("spec"),
                row.getInt("horizon"),
                row.getString("lane"),
                Rows.instant(row, "origin"));
    }

    private static ForecastRow.Figures figures(ResultSet row) throws SQLException {
        return new ForecastRow.Figures(
                row.getDouble("mean"),
                row.getDouble("aleatoric_variance"),
                row.getDouble("epistemic_variance"),
                Rows.doubles(row, "quantiles"),
                Rows.doubles(row, "value_at_risk"),
                Rows.doubles(row, "expected_shortfall"),
                Rows.doubles(row, "value_at_risk_low"),
                Rows.doubles(row, "value_at_risk_high"),
                Rows.doubles(row, "expected_shortfall_low"),
                Rows.doubles(row, "expected_shortfall_high"));
    }

    private static ForecastRow.Source source(ResultSet row) throws SQLException {
        return new ForecastRow.Source(
                new PartitionId(row.getString("cluster_id"), row.getString("topic_id"), row.getInt("partition")),
                row.getLong("record_offset"),
                Rows.instant(row, "bar_start"),
                row.getString("runtime"));
    }

    static ScoreRow score(ResultSet row) throws SQLException {
        return new ScoreRow(
                key(row),
                Rows.uuid(row, "forecast_id"),
                row.getString("model_version"),
                Rows.instant(row, "realised_at"),
                new Outcome(
                        row.getDouble("realised"),
                        row.getDouble("pit"),
                        row.getDouble("crps"),
                        row.getDouble("log_score"),
                        List.of(Rows.booleans(row, "exceeded"))),
                row.getDouble("reference_crps"));
    }

    /** By instrument. */
    static Map.Entry<String, StoredPit> pit(ResultSet row) throws SQLException {
        return Map.entry(row.getString("instrument"), new StoredPit(Rows.instant(row, "origin"), row.getDouble("pit")));
    }

    static CalibrationRow monitor(ResultSet row) throws SQLException {
        return new CalibrationRow(
                row.getString("instrument"),
                row.getString("spec"),
                row.getInt("horizon"),
                row.getString("lane"),
                Rows.instant(row, "at"),
                row.getString("model_version"),
                row.getLong("count"),
                row.getDouble("e_value"),
                row.getBoolean("alarm"));
    }
}
