package io.credence.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a schema holds, and whether it is ours: ours has our history of migrations. */
final class SchemaContents {

    static final String HISTORY = "credence_schema_history";
    private static final int NAMED = 10;

    /** Tables, views and sequences in the schema, without those that belong to an extension. */
    private static final String RELATIONS = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              and not exists (select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by c.relname""";

    private final Connection connection;
    private final String schema;

    SchemaContents(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Refuses a schema that has tables and was not made by us. */
    void refuseForeign() throws SQLException {
        List<String> relations = relations();
        if (!relations.isEmpty() && !relations.contains(HISTORY)) {
            throw new MigrationException("schema " + schema + " holds tables that are not Credence's: "
                    + String.join(", ", relations.subList(0, Math.min(NAMED, relations.size())))
                    + (relations.size() > NAMED ? " and " + (relations.size() - NAMED) + " more" : "")
                    + ". Maybe name another schema in CREDENCE_DB_SCHEMA.");
        }
    }

    /** The engine that the schema was made for; empty before its first migration. */
    Optional<Engine> engine() throws SQLException {
        if (!relations().contains(HISTORY)) {
            return Optional.empty();
        }
        List<String> scripts =
                strings("select script from " + schema + "." + HISTORY + " where success and version = ?", "2");
        for (Engine engine : Engine.values()) {
            if (scripts.contains(engine.mark())) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    private List<String> relations() throws SQLException {
        return strings(RELATIONS, schema);
    }

    private List<String> strings(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
