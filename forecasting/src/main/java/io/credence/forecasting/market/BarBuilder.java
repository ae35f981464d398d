package io.credence.forecasting.market;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes bars of one instrument's ticks. Ticks may come in any order while their bar is open; a bar closes when
 * {@link #closeThrough} is told that the watermark has passed its end. From the first tick on, each interval of an open
 * session has exactly one bar; one without ticks carries the close.
 *
 * <p>Mutable, for one thread; {@link #copy} gives an independent one, {@link #encode} the state as versioned bytes.
 */
public final class BarBuilder {

    private static final byte VERSION = 1;
    private static final long NONE = Long.MIN_VALUE;

    /** Bars that an instrument may hold open at once; the allowed lateness decides how many there are. */
    private static final int MOST_OPEN = 4096;

    private final Instrument instrument;
    private final BarSpec spec;
    private final TreeMap<Long, OpenBar> open = new TreeMap<>();
    private final TreeMap<String, SequenceWindow> sources = new TreeMap<>();
    /** The start of the next bar to close, in milliseconds; {@link #NONE} before the first tick. */
    private long next = NONE;

    private double close;

    private BarBuilder(Instrument instrument, BarSpec spec) {
        this.instrument = instrument;
        this.spec = spec;
    }

    /** A builder for an instrument that has no bars yet. */
    public static BarBuilder of(Instrument instrument, BarSpec spec) {
        return new BarBuilder(instrument, spec);
    }

    /** A builder that goes on after a bar of the past: the first bar it closes follows that one. */
    public static BarBuilder after(Instrument instrument, BarSpec spec, Bar last) {
        BarBuilder builder = new BarBuilder(instrument, spec);
        builder.next = last.end().toEpochMilli();
        builder.close = last.close();
        return builder;
    }

    /** Offers a tick of this instrument. */
    public Fate offer(PriceTick tick) {
        if (tick instanceof Quote quote && quote.isCrossed()) {
            return Fate.CROSSED;
        }
        Instant start = spec.startOf(tick.eventTime());
        if (next != NONE && start.toEpochMilli() < next) {
            return seen(tick) ? Fate.REPEATED : Fate.LATE;
        }
        if (!instrument.calendar().isOpen(start)) {
            return Fate.CLOSED;
        }
        if (seen(tick)) {
            return Fate.REPEATED;
        }
        accept(tick, start.toEpochMilli());
        return Fate.ACCEPTED;
    }

    private boolean seen(PriceTick tick) {
        return !sources.computeIfAbsent(tick.source(), source -> new SequenceWindow())
                .enter(tick.sequence());
    }

    private void accept(PriceTick tick, long start) {
        OpenBar bar = open.get(start);
        if (bar != null) {
            bar.add(tick);
            return;
        }
        open.put(start, OpenBar.of(start, tick));
    }

    /** Closes every bar that ends at or before the watermark, in order. */
    public List<Bar> closeThrough(Instant watermark) {
        long end = spec.startOf(watermark).toEpochMilli();
        if (next == NONE) {
            if (open.isEmpty() || open.firstKey() >= end) {
                return List.of();
            }
            next = open.firstKey();
        }
        List<Bar> closed = new ArrayList<>();
        for (long millis = spec.length().toMillis(); next < end; next += millis) {
            closeNext(millis, closed);
        }
        return closed;
    }

    private void closeNext(long millis, List<Bar> closed) {
        OpenBar bar = open.remove(next);
        Instant start = Instant.ofEpochMilli(next);
        if (bar != null) {
            Bar full = bar.closed(instrument.name(), millis);
            close = full.close();
            closed.add(full);
        } else if (instrument.calendar().isOpen(start)) {
            Instant end = Instant.ofEpochMilli(next + millis);
            closed.add(new Bar(instrument.name(), start, end, close, close, close, close, 0, 0));
        }
    }

    public BarBuilder copy() {
        BarBuilder copy = new BarBuilder(instrument, spec);
        open.forEach((start, bar) -> copy.open.put(start, bar.copy()));
        sources.forEach((source, window) -> copy.sources.put(source, window.copy()));
        copy.next = next;
        copy.close = close;
        return copy;
    }

    /** The state as bytes. */
    public byte[] encode() {
        if (open.size() > MOST_OPEN) {
            throw new IllegalStateException(instrument.name() + " has " + open.size() + " open bars; at most "
                    + MOST_OPEN + " are allowed. Maybe the allowed lateness is too long for bars of " + spec + ".");
        }
        int size = 1 + 2 * Long.BYTES + 2 * Integer.BYTES + open.size() * OpenBar.BYTES;
        for (String source : sources.keySet()) {
            size += Integer.BYTES + source.getBytes(StandardCharsets.UTF_8).length + SequenceWindow.BYTES;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).put(VERSION).putLong(next).putDouble(close);
        buffer.putInt(open.size());
        open.values().forEach(bar -> bar.write(buffer));
        buffer.putInt(sources.size());
        sources.forEach((source, window) -> writeSource(source, window, buffer));
        return buffer.array();
    }

    private static void writeSource(String source, SequenceWindow window, ByteBuffer buffer) {
        byte[] name = source.getBytes(StandardCharsets.UTF_8);
        window.write(buffer.putInt(name.length).put(name));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another version
     */
    public static BarBuilder decode(Instrument instrument, BarSpec spec, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("open bars of " + instrument.name() + " have version " + version
                    + "; this build reads version " + VERSION + ". Maybe a newer build wrote them.");
        }
        BarBuilder builder = new BarBuilder(instrument, spec);
        builder.next = buffer.getLong();
        builder.close = buffer.getDouble();
        for (int i = buffer.getInt(); i > 0; i--) {
            OpenBar bar = OpenBar.read(buffer);
            builder.open.put(bar.start, bar);
        }
        for (int i = buffer.getInt(); i > 0; i--) {
            byte[] name = new byte[buffer.getInt()];
            buffer.get(name);
            builder.sources.put(new String(name, StandardCharsets.UTF_8), SequenceWindow.read(buffer));
        }
        return builder;
    }
}
