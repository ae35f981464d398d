package io.credence.forecasting.market;

import java.nio.ByteBuffer;
import java.time.Instant;

/** A bar that still takes ticks. Open and close go by (event time, sequence), so that the order of arrival is no matter. */
final class OpenBar {

    static final int BYTES = 5 * Long.BYTES + 5 * Double.BYTES + Integer.BYTES;

    final long start;
    private long firstTime;
    private long firstSequence;
    private long lastTime;
    private long lastSequence;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private int ticks;

    private OpenBar(long start) {
        this.start = start;
    }

    static OpenBar of(long start, PriceTick tick) {
        OpenBar bar = new OpenBar(start);
        long time = tick.eventTime().toEpochMilli();
        bar.firstTime = time;
        bar.lastTime = time;
        bar.firstSequence = tick.sequence();
        bar.lastSequence = tick.sequence();
        bar.open = tick.price();
        bar.close = tick.price();
        bar.high = tick.price();
        bar.low = tick.price();
        bar.volume = tick.size();
        bar.ticks = 1;
        return bar;
    }

    void add(PriceTick tick) {
        long time = tick.eventTime().toEpochMilli();
        if (precedes(time, tick.sequence(), firstTime, firstSequence)) {
            firstTime = time;
            firstSequence = tick.sequence();
            open = tick.price();
        }
        if (precedes(lastTime, lastSequence, time, tick.sequence())) {
            lastTime = time;
            lastSequence = tick.sequence();
            close = tick.price();
        }
        high = Math.max(high, tick.price());
        low = Math.min(low, tick.price());
        volume += tick.size();
        ticks++;
    }

    private static boolean precedes(long time, long sequence, long otherTime, long otherSequence) {
        return time < otherTime || time == otherTime && sequence < otherSequence;
    }

    Bar closed(String instrument, long millis) {
        return new Bar(
                instrument,
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(start + millis),
                open,
                high,
                low,
                close,
                volume,
                ticks);
    }

    OpenBar copy() {
        OpenBar copy = new OpenBar(start);
        copy.firstTime = firstTime;
        copy.firstSequence = firstSequence;
        copy.lastTime = lastTime;
        copy.lastSequence = lastSequence;
        copy.open = open;
        copy.high = high;
        copy.low = low;
        copy.close = close;
        copy.volume = volume;
        copy.ticks = ticks;
        return copy;
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(start)
                .putLong(firstTime)
                .putLong(firstSequence)
                .putLong(lastTime)
                .putLong(lastSequence);
        buffer.putDouble(open).putDouble(high).putDouble(low).putDouble(close).putDouble(volume);
        buffer.putInt(ticks);
    }

    static OpenBar read(ByteBuffer buffer) {
        OpenBar bar = new OpenBar(buffer.getLong());
        bar.firstTime = buffer.getLong();
        bar.firstSequence = buffer.getLong();
        bar.lastTime = buffer.getLong();
        bar.lastSequence = buffer.getLong();
        bar.open = buffer.getDouble();
        bar.high = buffer.getDouble();
        bar.low = buffer.getDouble();
        bar.close = buffer.getDouble();
        bar.volume = buffer.getDouble();
        bar.ticks = buffer.getInt();
        return bar;
    }
}
