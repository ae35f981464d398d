package io.credence.risk.tape;

import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Quote;
import io.credence.forecasting.market.Trade;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of a CSV, in its order; a tick's sequence is its row's number, from 1, the header not counted. Timestamps are
 * ISO-8601 instants, or whole seconds or milliseconds since 1970.
 */
public final class CsvTicks implements AutoCloseable {

    /** Whole numbers below are seconds (to the year 5138), from here on milliseconds (from March 1973). */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private final String name;
    private final BoundedLines lines;
    private final Layout layout;
    private final @Nullable String instrument;
    private final String source;
    private long rows;

    private CsvTicks(String name, BoundedLines lines, Layout layout, @Nullable String instrument, String source) {
        this.name = name;
        this.lines = lines;
        this.layout = layout;
        this.instrument = instrument;
        this.source = source;
    }

    /**
     * Opens a file; one whose name ends in {@code .gz} is gzip.
     *
     * @param counted sees the file's bytes as they are read, compressed or not
     * @param instrument of every row, or null where a column names it
     * @param source the name of the feed that the row numbers belong to
     * @throws TapeException when it cannot be opened, is empty or lacks a column
     */
    public static CsvTicks open(Path file, ByteCounter counted, @Nullable String instrument, String source) {
        try {
            InputStream bytes = counted.counting(Files.newInputStream(file));
            return read(file.toString(), unpacked(file, bytes), instrument, source);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new TapeException("there is no file " + file + ". Maybe the path is relative to another folder.", e);
        } catch (IOException e) {
            throw new TapeException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(Path file, InputStream bytes) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    /** As {@link #open}, from a stream. */
    public static CsvTicks read(String name, InputStream in, @Nullable String instrument, String source) {
        BoundedLines lines = new BoundedLines(name, in);
        String header = lines.next();
        if (header == null || header.isBlank()) {
            throw new TapeException(name + " is empty; its first line must name the columns.");
        }
        return new CsvTicks(name, lines, Layout.of(name, header, instrument != null), instrument, source);
    }

    /** The next tick, null at the end; blank lines are passed over. */
    public @Nullable PriceTick next() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                return tick(line);
            }
        }
        if (rows == 0) {
            throw new TapeException(name + " has no rows after its header; there is nothing to publish.");
        }
        return null;
    }

    /** Rows read so far. */
    public long rows() {
        return rows;
    }

    private PriceTick tick(String line) {
        String[] fields = Layout.fields(line);
        if (fields.length != layout.columns()) {
            throw bad(fields.length + " fields; the header has " + layout.columns(), null);
        }
        rows++;
        String traded = instrument != null ? instrument : fields[layout.instrument()];
        Instant time = time(fields[layout.timestamp()]);
        try {
            return layout.isQuotes()
                    ? new Quote(
                            traded,
                            source,
                            rows,
                            time,
                            number("bid", fields[layout.bid()]),
                            number("ask", fields[layout.ask()]))
                    : new Trade(
                            traded,
                            source,
                            rows,
                            time,
                            number("price", fields[layout.price()]),
                            number("size", fields[layout.size()]));
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage(), e);
        }
    }

    private double number(String column, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(column + " is '" + shortened(text) + "'; it must be a number", e);
        }
    }

    private Instant time(String text) {
        try {
            return text.matches("\\d{1,18}") ? ofNumber(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad(
                    "timestamp is '" + shortened(text)
                            + "'; it must be an ISO-8601 instant as 2013-11-25T00:00:13Z, or seconds or milliseconds since 1970",
                    e);
        }
    }

    private static Instant ofNumber(long number) {
        return number < MILLISECONDS_FROM ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private TapeException bad(@Nullable String what, @Nullable Throwable cause) {
        return new TapeException(name + ", line " + lines.number() + ": " + what + ".", cause);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    @Override
    public void close() {
        lines.close();
    }
}
