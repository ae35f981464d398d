package io.credence.forecasting.model.univariate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credence.forecasting.series.LogReturn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The real daily series beside the project, or where CREDENCE_DATA says; a test that asks for what is absent is skipped. */
public final class DailyData {

    private DailyData() {}

    /** The rows of a CSV file, its header first. */
    public static List<String[]> rows(String name) {
        String data = System.getenv("CREDENCE_DATA");
        Path root = data == null ? Path.of(System.getProperty("credence.home", ".."), "../shared/data") : Path.of(data);
        Path file = root.resolve(name);
        assumeTrue(Files.exists(file), () -> "no data at " + file + "; set CREDENCE_DATA to run this test");
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column of numbers; an empty field is NaN. */
    public static double[] column(String name, String column) {
        List<String[]> rows = rows(name);
        int index = List.of(rows.getFirst()).indexOf(column);
        return rows.stream()
                .skip(1)
                .mapToDouble(row -> row[index].isEmpty() ? Double.NaN : Double.parseDouble(row[index]))
                .toArray();
    }

    /** Log returns in percent of a file's closes: missing ones are left out, and returns of exactly zero. */
    public static double[] movingReturns(String name) {
        double[] close = Arrays.stream(column(name, "close")).filter(c -> c > 0).toArray();
        double[] returns = new double[close.length - 1];
        Arrays.setAll(returns, i -> LogReturn.percent(close[i], close[i + 1]));
        return Arrays.stream(returns).filter(r -> r != 0).toArray();
    }
}
