package io.credence.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;
import org.jspecify.annotations.Nullable;

/** Brings a schema up to date, and drops one that it made. */
public final class Migrations {

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String FOLDER = "classpath:io/credence/migrations/";

    /** Held here since the log manager forgets a logger that nobody holds. Outcomes say what Flyway would log. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    private Migrations() {}

    /**
     * What a migration did.
     *
     * @param engine what divides the tables of time
     * @param why the engine was chosen, in words
     * @param applied the scripts that ran, in order; empty when the schema was up to date
     */
    public record Outcome(String schema, Engine engine, String why, List<String> applied) {}

    /**
     * Makes the schema where it is missing and runs the scripts that it has not seen. TimescaleDB is used where the server has
     * it; a schema stays with the engine that it was made for. Safe to call from several processes at once.
     *
     * @param schema lower-case letters, digits and underscores
     * @throws MigrationException when the schema holds tables that are not ours, or a script fails
     * @throws SQLException when the server cannot be reached
     */
    public static Outcome migrate(DataSource source, String schema) throws SQLException {
        return migrate(source, schema, null);
    }

    /**
     * As {@link #migrate(DataSource, String)}, where the caller knows the engine.
     *
     * @param wanted for a schema that is yet to be made; null to ask the server
     */
    public static Outcome migrate(DataSource source, String schema, @Nullable Engine wanted) throws SQLException {
        checkName(schema);
        EngineChoice choice;
        try (Connection connection = source.getConnection()) {
            new SchemaContents(connection, schema).refuseForeign();
            choice = EngineChoice.of(connection, schema, wanted);
        }
        return new Outcome(schema, choice.engine(), choice.why(), run(source, schema, choice.engine()));
    }

    /**
     * Drops a schema that {@link #migrate} made, with all it holds.
     *
     * @throws MigrationException when it holds tables but was not made by {@link #migrate}
     */
    public static void drop(DataSource source, String schema) throws SQLException {
        checkName(schema);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            new SchemaContents(connection, schema).refuseForeign();
            statement.execute("drop schema if exists " + schema + " cascade");
        }
    }

    private static List<String> run(DataSource source, String schema, Engine engine) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .defaultSchema(schema)
                .table(SchemaContents.HISTORY)
                .outputQueryResults(false)
                .locations(FOLDER + "core", FOLDER + engine.location())
                .load();
        try {
            return flyway.migrate().migrations.stream().map(Migrations::name).toList();
        } catch (FlywayException e) {
            throw new MigrationException("schema " + schema + " could not be brought up to date: " + e.getMessage(), e);
        }
    }

    private static String name(MigrateOutput output) {
        return "V" + output.version + " " + output.description;
    }

    private static void checkName(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new MigrationException("schema is '" + schema
                    + "'; it must begin with a lower-case letter or underscore and go on with those and digits,"
                    + " at most 63 characters. Maybe use credence.");
        }
    }
}
