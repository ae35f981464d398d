package io.credence.risk.persistence;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.Batch;
import io.credence.risk.port.CalibrationRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Has the partitions made that rows are about to be written to. In a transaction of its own, before the rows': a month that is
 * made and stays empty harms nobody, and its locks are gone at once.
 */
final class Partitions {

    private final Connections connections;
    private final Set<Month> made = ConcurrentHashMap.newKeySet();

    Partitions(Connections connections) {
        this.connections = connections;
    }

    /** For all that a batch writes. */
    void ensure(Batch batch) {
        ensure("bar", batch.bars(), Bar::end);
        ensure("forecast", batch.forecasts(), row -> row.key().origin());
        ensure("score", batch.scores(), row -> row.key().origin());
        ensure("calibration", batch.calibrations(), CalibrationRow::at);
        ensure("state_snapshot", batch.snapshots(), Batch.SnapshotRow::barEnd);
    }

    /** For rows of one table. */
    <R> void ensure(String table, List<R> rows, Function<R, Instant> time) {
        Month month = null;
        for (R row : rows) {
            Instant instant = time.apply(row);
            if (month == null || !month.holds(instant)) {
                month = Month.of(table, instant);
                ensure(month);
            }
        }
    }

    private void ensure(Month month) {
        if (!made.contains(month)) {
            Query make = new Query("select 1 from ensure_partition(?, ?)", month.table(), month.start());
            connections.ask(connection -> make.only(connection, row -> row.getInt(1)));
            made.add(month);
        }
    }

    /** A calendar month of UTC in a table, {@code [start, end)}. */
    private record Month(String table, Instant start, Instant end) {

        static Month of(String table, Instant instant) {
            LocalDate first = instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
            return new Month(table, midnight(first), midnight(first.plusMonths(1)));
        }

        private static Instant midnight(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        boolean holds(Instant instant) {
            return !instant.isBefore(start) && instant.isBefore(end);
        }
    }
}
