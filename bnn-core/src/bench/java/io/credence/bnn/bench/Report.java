package io.credence.bnn.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark's rows under fixed columns, as JSON and as Markdown. The JSON is an object: {@code benchmark}, {@code machine}
 * (what a time depends on), {@code notes}, and {@code rows}, each an object with every column. A number that is not finite is
 * {@code null} there and {@code -} in the table. Further tables, each under its own columns, stand in the JSON under their names.
 */
public final class Report {

    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create();

    private final String benchmark;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Report> tables = new LinkedHashMap<>();
    private final Map<String, String> figures = new LinkedHashMap<>();

    private Report(String benchmark, List<String> columns) {
        this.benchmark = benchmark;
        this.columns = columns;
    }

    /** An empty report. */
    public static Report of(String benchmark, String... columns) {
        return new Report(benchmark, List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param values strings, numbers or booleans, one per column
     */
    public Report row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("a row of " + benchmark + " has " + columns.size() + " columns but got "
                    + values.length + " values");
        }
        rows.add(List.of(values));
        return this;
    }

    /** Adds a sentence that stands under the table. */
    public Report note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /**
     * A further table under its own columns, to add rows to.
     *
     * @param name of its array in the JSON
     */
    public Report table(String name, String... columns) {
        return tables.computeIfAbsent(name, key -> of(key, columns));
    }

    /**
     * A figure, which is written as a file beside the JSON and shown in the Markdown there.
     *
     * @param svg whole
     */
    public Report figure(String name, String svg) {
        figures.put(name, svg);
        return this;
    }

    /** The rows as a table, the notes as a list, and the machine. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# ").append(benchmark).append("\n\n");
        lines(text);
        tables.forEach(
                (name, table) -> table.lines(text.append("## ").append(name).append("\n\n")));
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.append("- Measured on ").append(machine()).append('\n').toString();
    }

    private void lines(StringBuilder text) {
        if (!columns.isEmpty()) {
            text.append(line(columns))
                    .append(line(columns.stream().map(c -> "---").toList()));
            rows.forEach(row -> text.append(line(row.stream().map(Report::cell).toList())));
            text.append('\n');
        }
    }

    /** The same as JSON. */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", benchmark);
        all.put("machine", machine());
        all.put("notes", notes);
        if (!columns.isEmpty()) {
            all.put("rows", rows.stream().map(this::named).toList());
        }
        tables.forEach((name, table) ->
                all.put(name, table.rows.stream().map(table::named).toList()));
        return GSON.toJson(all) + "\n";
    }

    /**
     * Writes JSON to the file, Markdown and figures beside it.
     *
     * @throws IllegalArgumentException when the name does not end in {@code .json}
     */
    public void write(Path json) throws IOException {
        checkTarget(json);
        Files.writeString(json, json());
        String name = json.getFileName().toString();
        String stem = name.substring(0, name.length() - ".json".length());
        StringBuilder page = new StringBuilder(markdown());
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            String file = stem + "-" + figure.getKey() + ".svg";
            Files.writeString(json.resolveSibling(file), figure.getValue());
            page.append("\n![")
                    .append(figure.getKey())
                    .append("](")
                    .append(file)
                    .append(")\n");
        }
        Files.writeString(json.resolveSibling(stem + ".md"), page);
    }

    /** Refuses before the work what {@link #write} would refuse after it. */
    static void checkTarget(Path json) {
        Path folder = json.toAbsolutePath().getParent();
        if (!json.toString().endsWith(".json") || folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out " + json
                    + " must be a file that ends in .json, in a folder that exists. Maybe make the folder first?");
        }
    }

    private Map<String, @Nullable Object> named(List<Object> row) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), finite(row.get(i)) ? row.get(i) : null);
        }
        return named;
    }

    private static boolean finite(Object value) {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(Object value) {
        if (!finite(value)) {
            return "-";
        }
        return value instanceof Double || value instanceof Float
                ? number(((Number) value).doubleValue())
                : value.toString();
    }

    /** Four digits that count; no exponent between a thousandth and a million. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Processor, cores and Java, without which a time means nothing. */
    private static String machine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version();
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
