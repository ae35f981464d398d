package io.credence.forecasting.bench.levels;

import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.series.LogReturn;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Price levels of several instruments on common rows, exactly as a file has them: a score of levels knows no repairs.
 *
 * @param instruments their names
 * @param prices {@code [instrument][row]}
 */
record Levels(List<String> instruments, double[][] prices) {

    /**
     * Reads {@code timestamp,instrument,close}, rows of each instrument in time order.
     *
     * @throws IllegalArgumentException when a row is not like this, with its number
     */
    static Levels read(Path file) throws IOException {
        Map<String, List<Double>> columns = new TreeMap<>();
        try (BufferedReader reader = open(file)) {
            String header = reader.readLine();
            if (!"timestamp,instrument,close".equals(header)) {
                throw new IllegalArgumentException(
                        file + " begins with '" + header + "'; it must begin with timestamp,instrument,close");
            }
            int line = 1;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                String[] fields = text.split(",", -1);
                columns.computeIfAbsent(fields[1], name -> new ArrayList<>()).add(price(file, ++line, fields));
            }
        }
        double[][] prices = columns.values().stream()
                .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        if (Arrays.stream(prices).mapToInt(each -> each.length).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    file
                            + " has instruments with different numbers of rows; windows are of common rows. Maybe rows are missing.");
        }
        return new Levels(List.copyOf(columns.keySet()), prices);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private static double price(Path file, int line, String[] fields) {
        double price = fields.length == 3 ? Double.parseDouble(fields[2]) : Double.NaN;
        if (!(price > 0) || Double.isInfinite(price)) {
            throw new IllegalArgumentException(file + " row " + line + " is '" + String.join(",", fields)
                    + "'; it must have three values, the last a positive price");
        }
        return price;
    }

    int rows() {
        return prices[0].length;
    }

    /** Log returns in percent that end before a row. */
    ReturnHistory returns(int instrument, int before) {
        return ReturnHistory.of(IntStream.range(1, before)
                .mapToDouble(row -> returnAt(instrument, row))
                .toArray());
    }

    /** The log return in percent that ends at a row. */
    double returnAt(int instrument, int row) {
        return LogReturn.percent(prices[instrument][row - 1], prices[instrument][row]);
    }
}
