package io.credence.risk.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.migrations.Migrations;
import io.credence.risk.testing.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The way from an address to the tables. */
class SchemaIT {

    @Test
    void aConnectionFindsTheTablesOfItsOwnSchema() throws SQLException {
        try (Database one = Database.fresh();
                Database other = Database.fresh()) {
            one.execute("insert into instrument values ('BTCUSD', 0.01, '24x7')");

            assertThat(count(one)).isEqualTo(1);
            assertThat(count(other)).isZero();
        }
    }

    @Test
    void aClosedDatabaseIsGone() throws SQLException {
        Database database = Database.fresh();
        database.close();

        assertThat(Migrations.migrate(database.dataSource(), database.schema()).applied())
                .isNotEmpty();
        database.close();
    }

    private static int count(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from instrument")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
