package io.credence.forecasting.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The real series beside the project, or where CREDENCE_DATA says; a test that asks for what is absent is skipped. */
public final class SharedData {

    private SharedData() {}

    /** A file of it. */
    public static Path file(String name) {
        String override = System.getenv("CREDENCE_DATA");
        Path base = override != null ? Path.of(override) : Path.of("../../shared/data");
        Path file = base.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath());
        return file;
    }

    /** The lines of a file of it. */
    public static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
