package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.batch;
import static io.credence.risk.persistence.Sample.forecast;
import static io.credence.risk.persistence.Sample.minute;
import static io.credence.risk.persistence.Sample.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.testing.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only TimescaleDB has, and that the rest does not notice it. */
class TimescaleIT {

    private Database database;

    @BeforeEach
    void open() {
        assumeTrue(Database.hasTimescale(), "skipped: no TimescaleDB. Maybe point CREDENCE_DB_URL at one.");
        database = Database.fresh();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void theTablesOfTimeAreHypertables() {
        assertThat(database.count("timescaledb_information.hypertables where hypertable_schema = current_schema"
                        + " and hypertable_name in ('bar', 'forecast', 'score', 'calibration', 'state_snapshot')"))
                .isEqualTo(5);
    }

    @Test
    void compressedChunksAnswerAsBefore() {
        JdbcRiskQueries queries = filled(database);
        String before = answers(queries, database);

        database.execute("select compress_chunk(c) from show_chunks('forecast') c");
        database.execute("select compress_chunk(c) from show_chunks('score') c");
        database.execute("select compress_chunk(c) from show_chunks('bar') c");

        assertThat(answers(queries, database)).isEqualTo(before);
    }

    @Test
    void aRefreshedAggregateAnswersAsBefore() {
        JdbcRiskQueries queries = filled(database);
        String before = answers(queries, database);

        database.execute("call refresh_continuous_aggregate('score_daily', null, null)");

        assertThat(answers(queries, database)).isEqualTo(before);
    }

    @Test
    void plainPostgresqlGivesTheSameAnswers() {
        String here = answers(filled(database), database);

        try (Database plain = Database.plain()) {
            assertThat(plain.count("timescaledb_information.hypertables where hypertable_schema = current_schema"))
                    .isZero();
            assertThat(answers(filled(plain), plain)).isEqualTo(here);
        }
    }

    /** Two months of it, so that partitions and chunks are several. */
    private static JdbcRiskQueries filled(Database database) {
        Connections connections = Connections.plain(database.address());
        JdbcStreamStore stream = new JdbcStreamStore(connections, "");
        stream.claim(PARTITION, 0);
        List<Bar> bars = new ArrayList<>();
        List<ForecastRow> forecasts = new ArrayList<>();
        List<ScoreRow> scores = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int n = 1 + i * 400;
            bars.add(bar("A", n));
            forecasts.add(forecast("A", 1, n));
            forecasts.add(forecast("A", 5, n));
            scores.add(score("A", 1, n, i / 200.0));
        }
        stream.commit(batch(1, 0, 500, bars, forecasts, scores));
        return new JdbcRiskQueries(connections);
    }

    private static String answers(JdbcRiskQueries queries, Database database) {
        return String.join(
                "\n",
                queries.checksum(SPEC),
                queries.totals(SPEC).toString(),
                queries.bars("A", SPEC, minute(0), minute(90_000), 500).toString(),
                queries.scores("A", SPEC, 1, minute(900), minute(90_000), 50).toString(),
                queries.latest("A", SPEC).stream()
                        .map(row -> row.key().toString())
                        .toList()
                        .toString(),
                queries.calibration("A", SPEC, 1, 70).orElseThrow().count() + "",
                "days " + database.count("score_daily where scored > 0 and within_99 = scored"));
    }
}
