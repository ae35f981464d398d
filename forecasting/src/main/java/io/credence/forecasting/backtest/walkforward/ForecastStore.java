package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.Timestamps;
import io.credence.forecasting.distribution.ConfidenceLevel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps finished walks in a folder, so that a backtest that was stopped goes on. A walk is a gzipped CSV and, written last, a note with the
 * fingerprint of data and options: a walk of other data or options is not taken. Files of several walks, one after another, are one gzip file.
 */
public final class ForecastStore {

    /** Raised when the numbers a walk writes change meaning: older walks are then done again. */
    private static final int LAYOUT = 1;

    private final Path folder;

    private ForecastStore(Path folder) {
        this.folder = folder;
    }

    /** In a folder, which is made where it is missing. */
    public static ForecastStore in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder + ": " + e, e);
        }
        return new ForecastStore(folder);
    }

    /** What a walk depends on. */
    public static String fingerprint(ReturnSeries series, String model, int from, WalkPlan plan) {
        ByteBuffer numbers = ByteBuffer.allocate(8 * (series.returns().length + series.ranges().length));
        DoubleStream.of(series.returns()).forEach(numbers::putDouble);
        DoubleStream.of(series.ranges()).forEach(numbers::putDouble);
        String options = LAYOUT + "|" + series.instrument() + "|" + model + "|" + from + "|" + plan;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(numbers.array());
            digest.update(options.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first line of the file of all forecasts. */
    public static String header(List<ConfidenceLevel> levels) {
        String tails = levels.stream()
                .map(level -> "var_" + level.value() + ",es_" + level.value())
                .collect(Collectors.joining(","));
        return "instrument,model,horizon,row,origin,target,realised," + String.join(",", ForecastRow.NAMES) + ","
                + tails;
    }

    /** Keeps a walk. */
    public void write(ReturnSeries series, String model, String fingerprint, List<ForecastPath> paths) {
        try {
            Path file = file(series.instrument(), model, ".csv.gz");
            Path draft = draft(file);
            try (BufferedWriter out = writer(draft)) {
                for (ForecastPath path : paths) {
                    for (ForecastRow row : path.rows()) {
                        out.write(line(series, path, row));
                    }
                }
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            note(series.instrument(), model, fingerprint, paths.getFirst().cost());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the walk of " + model + " on " + series.instrument() + ": " + e, e);
        }
    }

    private void note(String instrument, String model, String fingerprint, ForecastPath.Cost cost) throws IOException {
        Properties note = new Properties();
        note.setProperty("fingerprint", fingerprint);
        note.setProperty("fit_seconds", Double.toString(cost.fitSeconds()));
        note.setProperty("update_us", Double.toString(cost.updateMicros()));
        note.setProperty("failed_refits", Integer.toString(cost.failedRefits()));
        Path file = file(instrument, model, ".properties");
        Path draft = draft(file);
        try (Writer out = Files.newBufferedWriter(draft)) {
            note.store(out, null);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A walk kept earlier under the same fingerprint, if there is one. */
    public Optional<List<ForecastPath>> read(
            ReturnSeries series, String model, String fingerprint, List<ConfidenceLevel> levels) {
        Path file = file(series.instrument(), model, ".properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            Properties note = new Properties();
            note.load(reader);
            if (!fingerprint.equals(note.getProperty("fingerprint"))) {
                return Optional.empty();
            }
            ForecastPath.Cost cost = new ForecastPath.Cost(
                    Double.parseDouble(note.getProperty("fit_seconds")),
                    Double.parseDouble(note.getProperty("update_us")),
                    Integer.parseInt(note.getProperty("failed_refits")));
            return Optional.of(paths(series.instrument(), model, levels, cost));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: " + e + ". Maybe delete it: the walk is then done again.", e);
        }
    }

    private List<ForecastPath> paths(
            String instrument, String model, List<ConfidenceLevel> levels, ForecastPath.Cost cost) throws IOException {
        Map<String, List<ForecastRow>> rows = new LinkedHashMap<>();
        InputStream bytes = new GZIPInputStream(Files.newInputStream(file(instrument, model, ".csv.gz")));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // The instrument's name may hold a comma: count the fields from the end.
                String[] all = line.split(",", -1);
                int first = all.length - (6 + ForecastRow.NAMES.size() + 2 * levels.size());
                rows.computeIfAbsent(all[first] + "," + all[first + 1], key -> new ArrayList<>())
                        .add(row(all, first + 2, levels.size()));
            }
        }
        List<ForecastPath> paths = new ArrayList<>();
        rows.forEach((key, list) -> {
            String[] parts = key.split(",", -1);
            paths.add(new ForecastPath(instrument, parts[0], Integer.parseInt(parts[1]), levels, list, cost));
        });
        return paths;
    }

    private static ForecastRow row(String[] fields, int at, int levels) {
        double[] values = new double[ForecastRow.NAMES.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(fields[at + 4 + i]);
        }
        double[] risk = new double[levels];
        double[] shortfall = new double[levels];
        for (int i = 0; i < levels; i++) {
            risk[i] = number(fields[at + 4 + values.length + 2 * i]);
            shortfall[i] = number(fields[at + 5 + values.length + 2 * i]);
        }
        return new ForecastRow(Integer.parseInt(fields[at]), number(fields[at + 3]), values, risk, shortfall);
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    private static String line(ReturnSeries series, ForecastPath path, ForecastRow row) {
        int origin = row.target() - path.horizon();
        StringBuilder line = new StringBuilder(240)
                .append(path.instrument())
                .append(',')
                .append(path.model())
                .append(',')
                .append(path.horizon())
                .append(',')
                .append(row.target())
                .append(',')
                .append(origin < 0 ? "" : Timestamps.format(series.times().get(origin)))
                .append(',')
                .append(Timestamps.format(series.times().get(row.target())));
        append(line, row.realised());
        for (double value : row.values()) {
            append(line, value);
        }
        for (int i = 0; i < row.valueAtRisk().length; i++) {
            append(line, row.valueAtRisk()[i]);
            append(line, row.expectedShortfall()[i]);
        }
        return line.append('\n').toString();
    }

    private static void append(StringBuilder line, double value) {
        line.append(',');
        if (!Double.isNaN(value)) {
            line.append((float) value);
        }
    }

    /** Joins the walks of instruments and models, in this order, to one file. */
    public void join(Path target, List<ConfidenceLevel> levels, List<Map.Entry<String, String>> walks) {
        Path draft = draft(target);
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                GZIPOutputStream first = new GZIPOutputStream(out);
                first.write((header(levels) + "\n").getBytes(StandardCharsets.UTF_8));
                first.finish();
                for (Map.Entry<String, String> walk : walks) {
                    Files.copy(file(walk.getKey(), walk.getValue(), ".csv.gz"), out);
                }
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + ": " + e, e);
        }
    }

    private static BufferedWriter writer(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }

    private static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".draft");
    }

    /** Letters a file's name may not hold are replaced; the hash keeps two such names apart. */
    private Path file(String instrument, String model, String end) {
        String safe = instrument.replaceAll("[^A-Za-z0-9._-]", "_");
        String mark = safe.equals(instrument) ? "" : "." + Integer.toHexString(instrument.hashCode());
        return folder.resolve(safe + mark + "." + model.replace(':', '_') + end);
    }
}
