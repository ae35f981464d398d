package io.credence.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real plain PostgreSQL. */
class MigrationsIT {

    private static final List<String> ALL = List.of(
            "V1 tables",
            "V2 partitions",
            "V5 outbox inline",
            "V6 incidents",
            "V7 seals",
            "V8 trials",
            "V9 reopened incidents",
            "V10 retention",
            "V11 retention");

    private static EmbeddedPostgres server;
    private static DataSource source;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        source = server.getPostgresDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void makesTheSchemaOnceAndSaysWhatItDid() throws SQLException {
        Migrations.Outcome first = Migrations.migrate(source, "once");
        Migrations.Outcome second = Migrations.migrate(source, "once");

        assertThat(first.applied()).isEqualTo(ALL);
        assertThat(first.engine()).isEqualTo(Engine.POSTGRES);
        assertThat(first.why()).isEqualTo("the server has no TimescaleDB");
        assertThat(second.applied()).isEmpty();
        assertThat(second.why()).isEqualTo("the schema was made for it");
    }

    @Test
    void holdsEveryTableOfTheDesign() throws SQLException {
        Migrations.migrate(source, "full");

        assertThat(tables("full"))
                .contains("instrument", "bar", "forecast", "score", "calibration", "alert", "model_version")
                .contains("promotion", "training_run", "stream_position", "instrument_state", "state_snapshot")
                .contains("dead_letter", "outbox", "score_daily");
    }

    @Test
    void makesMonthsOnDemandAndTwiceTheSameMonthOnce() throws SQLException {
        Migrations.migrate(source, "months");

        for (String instant : List.of("2013-11-25T00:00Z", "2013-11-30T23:59Z", "2014-02-28T00:00Z")) {
            execute("set search_path to months; select ensure_partition('bar', '" + instant + "')");
        }
        execute("set search_path to months; select ensure_partition('state_snapshot', '2014-02-28T00:00Z')");

        assertThat(tables("months"))
                .filteredOn(name -> name.startsWith("bar_"))
                .containsExactly("bar_2013_11", "bar_2014_02");
        assertThat(tables("months")).contains("state_snapshot_2014_02").doesNotContain("forecast_2013_11");
    }

    @Test
    void aMonthHoldsItsFirstInstantAndNotTheNextMonths() throws SQLException {
        Migrations.migrate(source, "edges");
        execute("set search_path to edges; set timezone to 'Asia/Tokyo'; "
                + "select ensure_partition('bar', '2013-11-30T23:59:59Z'); "
                + insertBar("2013-11-01T00:00Z") + insertBar("2013-11-30T23:59:59Z"));

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("set search_path to edges; " + insertBar("2013-12-01T00:00Z")))
                .withMessageContaining("no partition");
    }

    @Test
    void refusesASchemaWithForeignTablesAndNamesThem() throws SQLException {
        execute("create schema theirs; create table theirs.ledger (a int); create view theirs.totals as select 1");

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Migrations.migrate(source, "theirs"))
                .withMessage("schema theirs holds tables that are not Credence's: ledger, totals."
                        + " Maybe name another schema in CREDENCE_DB_SCHEMA.");
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> Migrations.drop(source, "theirs"));
        assertThat(tables("theirs")).containsExactly("ledger", "totals");
    }

    @Test
    void dropsWhatItMade() throws SQLException {
        Migrations.migrate(source, "gone");
        Migrations.drop(source, "gone");

        assertThat(tables("gone")).isEmpty();
    }

    @Test
    void refusesANameThatIsNoName() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Migrations.migrate(source, "a; drop schema public"))
                .withMessageContaining("'a; drop schema public'")
                .withMessageContaining("Maybe");
    }

    @Test
    void twoAtOnceMakeItOnce() throws Exception {
        Callable<Migrations.Outcome> migrate = () -> Migrations.migrate(source, "both");
        List<String> applied = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (Future<Migrations.Outcome> done : pool.invokeAll(List.of(migrate, migrate))) {
                applied.addAll(done.get().applied());
            }
        }

        assertThat(applied).isEqualTo(ALL);
    }

    private static String insertBar(String end) {
        return "insert into bar values ('X', '1m', '" + end + "', '" + end + "', 1, 1, 1, 1, 1, 1);";
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(String schema) throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet rows = connection
                        .getMetaData()
                        .getTables(null, schema, "%", new String[] {"TABLE", "VIEW", "PARTITIONED TABLE"})) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names.stream().sorted().toList();
        }
    }
}
