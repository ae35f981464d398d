package io.credence.risk.persistence;

import io.credence.migrations.MigrationException;
import io.credence.migrations.Migrations;
import io.credence.risk.port.StoreUnavailableException;
import java.sql.SQLException;

/** Makes and drops the schema that an address names. */
public final class Schema {

    private Schema() {}

    /**
     * Brings the schema up to date.
     *
     * @throws MigrationException when the schema holds tables that are not ours, or a script fails
     * @throws StoreUnavailableException when the database cannot be reached
     */
    public static Migrations.Outcome migrate(DbAddress address) {
        try {
            return Migrations.migrate(address.dataSource(), address.schema());
        } catch (SQLException e) {
            throw unavailable(address, e);
        }
    }

    /**
     * Drops the schema with all it holds.
     *
     * @throws MigrationException when it holds tables that are not ours
     * @throws StoreUnavailableException when the database cannot be reached
     */
    public static void drop(DbAddress address) {
        try {
            Migrations.drop(address.dataSource(), address.schema());
        } catch (SQLException e) {
            throw unavailable(address, e);
        }
    }

    private static StoreUnavailableException unavailable(DbAddress address, SQLException e) {
        return new StoreUnavailableException(
                "the database at " + address + " cannot be used: " + Connections.reason(e)
                        + " Maybe it is down, or CREDENCE_DB_URL, CREDENCE_DB_USER or CREDENCE_DB_PASSWORD is wrong.",
                e);
    }
}
