package io.credence.forecasting.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A CSV of daily prices or returns, gzipped or not. The first line names the columns, in any order: {@code timestamp,close} or
 * {@code timestamp,instrument,open,high,low,close,volume}; of returns {@code timestamp,return_pct}, timestamp optional, and where
 * there is no {@code return_pct} every other column is an instrument's.
 */
public final class PriceFile {

    private static final Set<String> NO_VALUE = Set.of("", ".", "nan", "na", "n/a", "null");

    private final Path path;
    private final boolean ofReturns;
    private final Set<String> instruments;

    private PriceFile(Path path, boolean ofReturns, Set<String> instruments) {
        this.path = path;
        this.ofReturns = ofReturns;
        this.instruments = Set.copyOf(instruments);
    }

    /** A file of prices. */
    public static PriceFile ofPrices(Path path) {
        return new PriceFile(path, false, Set.of());
    }

    /** A file of log returns in percent. */
    public static PriceFile ofReturns(Path path) {
        return new PriceFile(path, true, Set.of());
    }

    /** Only these instruments; all when empty. */
    public PriceFile withInstruments(Set<String> names) {
        return new PriceFile(path, ofReturns, names);
    }

    /**
     * Reads it.
     *
     * @return the rows of each instrument, by name, in the order of the file
     * @throws BadDataException when a row cannot be read, with its number, value and what is allowed
     */
    Map<String, List<PriceRow>> read() {
        try (BufferedReader reader = open()) {
            String header = reader.readLine();
            if (header == null) {
                throw new BadDataException(path + " is empty; its first line must name the columns");
            }
            Columns columns = columns(header.strip().split(",", -1));
            Map<String, List<PriceRow>> rows = new TreeMap<>();
            int line = 1;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    columns.add(rows, line, text.strip().split(",", -1));
                }
            }
            return checked(rows, columns.seen);
        } catch (IOException e) {
            throw new BadDataException(
                    path + " cannot be read: " + e
                            + ". Maybe the path is wrong, or it is not the gzip file its name says?",
                    e);
        }
    }

    /** Whether values are returns. */
    boolean isOfReturns() {
        return ofReturns;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return new BufferedReader(
                new InputStreamReader(zipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private Map<String, List<PriceRow>> checked(Map<String, List<PriceRow>> rows, Set<String> seen) {
        for (String name : instruments) {
            if (!rows.containsKey(name)) {
                throw new BadDataException("instrument '" + name + "' is not in " + path + ", which has "
                        + Names.some(seen) + ". " + Names.maybe(name, seen));
            }
        }
        if (rows.isEmpty()) {
            throw new BadDataException(path + " has no rows after its first line");
        }
        return rows;
    }

    private Columns columns(String[] names) {
        Map<String, Integer> at = new TreeMap<>();
        IntStream.range(0, names.length).forEach(i -> at.put(names[i].strip().toLowerCase(Locale.ROOT), i));
        String value = ofReturns ? "return_pct" : "close";
        boolean wide = ofReturns && !at.containsKey(value);
        if (!wide && !at.containsKey(value) || !ofReturns && !at.containsKey("timestamp")) {
            throw new BadDataException(
                    path + " has columns " + String.join(",", names) + "; it must have timestamp and " + value
                            + (ofReturns ? "" : ". Maybe it holds returns: use --returns."));
        }
        return new Columns(names, at, wide);
    }

    private String baseName() {
        return path.getFileName().toString().replaceFirst("\\..*$", "");
    }

    private final class Columns {

        private final String[] names;
        private final Map<String, Integer> at;
        private final boolean wide;
        private final Set<String> seen = new TreeSet<>();

        Columns(String[] names, Map<String, Integer> at, boolean wide) {
            this.names = names;
            this.at = at;
            this.wide = wide;
        }

        void add(Map<String, List<PriceRow>> rows, int line, String[] fields) {
            if (fields.length != names.length) {
                throw new BadDataException(path + " row " + line + " has " + fields.length
                        + " values and its header names " + names.length + ". Maybe a number holds a comma?");
            }
            if (wide) {
                addWide(rows, line, fields);
                return;
            }
            Integer column = at.get("instrument");
            String instrument = column == null ? baseName() : fields[column].strip();
            if (keeps(instrument)) {
                rows.computeIfAbsent(instrument, name -> new ArrayList<>()).add(row(line, fields));
            }
        }

        private void addWide(Map<String, List<PriceRow>> rows, int line, String[] fields) {
            for (int i = 0; i < names.length; i++) {
                String name = names[i].strip();
                if (!name.equalsIgnoreCase("timestamp") && keeps(name)) {
                    PriceRow row = new PriceRow(
                            line, time(line, fields), Double.NaN, Double.NaN, Double.NaN, number(line, fields, i));
                    rows.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
                }
            }
        }

        private boolean keeps(String instrument) {
            seen.add(instrument);
            return instruments.isEmpty() || instruments.contains(instrument);
        }

        private PriceRow row(int line, String[] fields) {
            return new PriceRow(
                    line,
                    time(line, fields),
                    optional(line, fields, "open"),
                    optional(line, fields, "high"),
                    optional(line, fields, "low"),
                    number(line, fields, column(ofReturns ? "return_pct" : "close")));
        }

        private int column(String name) {
            Integer column = at.get(name);
            return column == null ? -1 : column;
        }

        private double optional(int line, String[] fields, String name) {
            int column = column(name);
            return column < 0 ? Double.NaN : number(line, fields, column);
        }

        private double number(int line, String[] fields, int column) {
            String text = fields[column].strip();
            if (NO_VALUE.contains(text.toLowerCase(Locale.ROOT))) {
                return Double.NaN;
            }
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new BadDataException(
                        path + " row " + line + " has " + names[column].strip() + " '" + text
                                + "'; it must be a number, or empty where there is none",
                        e);
            }
        }

        /** Rows without timestamps are dated by their number, a day each: their order is all that counts. */
        private Instant time(int line, String[] fields) {
            int column = column("timestamp");
            if (column < 0) {
                return Instant.EPOCH.plusSeconds(86_400L * (line - 2));
            }
            try {
                return Timestamps.parse(fields[column].strip());
            } catch (DateTimeException e) {
                throw new BadDataException(
                        path + " row " + line + " has timestamp '" + fields[column]
                                + "'; it must be a date as 2015-06-09, an instant, or seconds or milliseconds since 1970",
                        e);
            }
        }
    }
}
