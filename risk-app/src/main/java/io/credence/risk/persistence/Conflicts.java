package io.credence.risk.persistence;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.StreamStore.Committed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forecasts that were there already: equal values were replayed, others diverged. Rare, so it may take its time. */
final class Conflicts {

    private static final String STORED = """
            select value_hash from forecast
            where instrument = ? and spec = ? and lane = ? and horizon = ? and origin = ?""";

    private Conflicts() {}

    /**
     * Counts them, also in their partitions' positions.
     *
     * @param written the ids that were inserted
     */
    static Committed count(Connection connection, List<ForecastRow> rows, List<String> written) throws SQLException {
        Map<PartitionId, Found> found = new LinkedHashMap<>();
        for (ForecastRow row : missing(rows, written)) {
            boolean equal = Arrays.equals(stored(connection, row.key()), row.valueHash());
            found.merge(row.source().partition(), Found.of(row, equal), Found::plus);
        }
        for (Map.Entry<PartitionId, Found> entry : found.entrySet()) {
            Found counts = entry.getValue();
            Positions.count(entry.getKey(), counts.replayed(), counts.divergent(), counts.champions())
                    .update(connection);
        }
        Found all = found.values().stream().reduce(new Found(0, 0, 0), Found::plus);
        return new Committed(all.replayed(), all.divergent());
    }

    /** Conflicts of a partition. */
    private record Found(int replayed, int divergent, int champions) {

        static Found of(ForecastRow row, boolean equal) {
            return new Found(equal ? 1 : 0, equal ? 0 : 1, row.key().lane().equals(ForecastKey.CHAMPION) ? 1 : 0);
        }

        Found plus(Found other) {
            return new Found(replayed + other.replayed, divergent + other.divergent, champions + other.champions);
        }
    }

    private static List<ForecastRow> missing(List<ForecastRow> rows, List<String> written) {
        Set<String> ids = new HashSet<>(written);
        List<ForecastRow> missing = new ArrayList<>();
        for (ForecastRow row : rows) {
            if (!ids.remove(row.id().toString())) {
                missing.add(row);
            }
        }
        return missing;
    }

    private static byte[] stored(Connection connection, ForecastKey key) throws SQLException {
        return new Query(STORED, key.instrument(), key.spec(), key.lane(), key.horizon(), key.origin())
                .only(connection, row -> row.getBytes(1));
    }
}
