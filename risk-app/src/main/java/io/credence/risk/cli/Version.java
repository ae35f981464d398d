package io.credence.risk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The build's version, with the Java that runs it. The packaged jar has no manifest, so a resource carries it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"credence " + text(), "java " + Runtime.version()};
    }

    /** As {@code 0.1.0}. */
    static String text() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's version cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
