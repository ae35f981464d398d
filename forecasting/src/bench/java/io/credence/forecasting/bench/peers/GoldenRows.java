package io.credence.forecasting.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The published scores of golden/baselines_daily.csv, made with arch 8.0.0; NaN where there is none. */
final class GoldenRows {

    /** Their names of our models. */
    private static final Map<String, String> NAMES = Map.of(
            "hs250", "HS250",
            "ewma-n", "EWMA-N",
            "garch-n", "GARCH-N",
            "garch-n-fhs", "FHS(GARCH-N)",
            "garch-t", "GARCH-t",
            "gjr-t", "GJR-t",
            "gjr-t-fhs", "FHS(GJR-t)",
            "gjr-skewt", "GJR-skewt");

    private final Map<String, String[]> rows = new HashMap<>();

    private GoldenRows() {}

    static GoldenRows read(Path data) throws IOException {
        GoldenRows golden = new GoldenRows();
        for (String line : Files.readAllLines(data.resolve("golden/baselines_daily.csv"))) {
            String[] row = line.split(",", -1);
            golden.rows.put(row[0] + "|" + row[1] + "|" + row[2], row);
        }
        return golden;
    }

    double joint975(String series, String model) {
        return number(series, model, "0.025", 4);
    }

    double joint99(String series, String model) {
        return number(series, model, "0.01", 4);
    }

    double logScore(String series, String model) {
        return number(series, model, "0.025", 8);
    }

    /** In two of their rows a model without a density has its seconds in this column: those are none. */
    double crps(String series, String model) {
        return Double.isNaN(logScore(series, model)) ? Double.NaN : number(series, model, "0.025", 9);
    }

    private double number(String series, String model, String tail, int column) {
        String[] row = rows.get(series + "|" + NAMES.getOrDefault(model, model) + "|" + tail);
        return row == null || row[column].isEmpty() ? Double.NaN : Double.parseDouble(row[column]);
    }
}
