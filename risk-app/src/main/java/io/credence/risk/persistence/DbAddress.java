package io.credence.risk.persistence;

import io.credence.risk.config.CredenceConfig;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the tables are and who asks. Its text leaves the password out.
 *
 * @param url JDBC, as {@code jdbc:postgresql://host:5432/database}
 * @param password null where the server asks for none
 */
public record DbAddress(String url, String user, @Nullable String password, String schema) {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&]*");

    /** Seconds without an answer after which a connection counts as broken; the address may say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "connectTimeout", "10",
            "socketTimeout", "60",
            "tcpKeepAlive", "true",
            "prepareThreshold", "1",
            "ApplicationName", "credence");

    public DbAddress {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the database's address is '" + hidden(url) + "'; it must begin with "
                    + PREFIX + ". Maybe write CREDENCE_DB_URL=jdbc:postgresql://localhost:5432/credence.");
        }
    }

    /** As configured. */
    public static DbAddress of(CredenceConfig.Db db) {
        return new DbAddress(db.url(), db.user(), db.password().orElse(null), db.schema());
    }

    public DbAddress withSchema(String other) {
        return new DbAddress(url, user, password, other);
    }

    /** Each connection is a new one that looks into the schema, for commands that need few. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(fullUrl());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** With what the address leaves open: time limits, and the schema with the one where extensions are behind it. */
    String fullUrl() {
        StringBuilder full = new StringBuilder(url).append(url.contains("?") ? "&" : "?");
        full.append("currentSchema=").append(schema).append(",public");
        DEFAULTS.forEach((name, value) -> {
            if (!url.contains(name + "=")) {
                full.append('&').append(name).append('=').append(value);
            }
        });
        return full.toString();
    }

    /** As {@code localhost:5432/credence, schema credence, user credence}. */
    @Override
    public String toString() {
        String place = url.substring(PREFIX.length()).replaceFirst("^//", "").replaceFirst("\\?.*", "");
        return place + ", schema " + schema + ", user " + user;
    }

    private static String hidden(String url) {
        return SECRET.matcher(url).replaceAll("$1***");
    }
}
