package io.credence.forecasting.feature;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The features of one instrument as its bars close. The state is a ring of the last closes and exponentially weighted
 * means, both of fixed size: a bar costs the same however long the history is. Not safe for several threads.
 */
public final class FeatureStream {

    /** The longest look-back in bars. */
    static final int RING = 61;

    /** How many bars rebuild the state well enough: five half-lives and more of the slowest mean. */
    public static final int WARM_UP_BARS = 1024;

    private static final double MOST_UNITS = 2.5;

    private static final byte VERSION = 1;
    private static final RunningMean[] MEANS = RunningMean.values();
    private static final int BYTES = 1 + Long.BYTES + (2 + RING + MEANS.length) * Double.BYTES;

    private final double[] closes = new double[RING];
    private final double[] means = new double[MEANS.length];
    private long count;
    /** The reference volatility at the last bar, in percent; 0 before the first. */
    private double volatility;
    /** The last return in units of the reference before it, bounded: what the next one is regressed on. */
    private double lastUnits;

    private FeatureStream() {}

    /** The stream of an instrument of which nothing is known yet. */
    public static FeatureStream start() {
        return new FeatureStream();
    }

    /**
     * Goes on from what {@link #encode} wrote at the buffer's position, and moves the position past it.
     *
     * @throws IllegalArgumentException when the bytes are of another layout
     */
    public static FeatureStream decode(ByteBuffer buffer) {
        FeatureStream stream = new FeatureStream();
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("feature state has layout " + version + "; this code reads "
                        + VERSION + ". Maybe it was written by another release: rebuild it from stored bars.");
            }
            stream.read(buffer);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("feature state ends early; it must have " + BYTES + " bytes", e);
        }
        return stream;
    }

    private void read(ByteBuffer buffer) {
        count = buffer.getLong();
        volatility = buffer.getDouble();
        lastUnits = buffer.getDouble();
        buffer.asDoubleBuffer().get(closes).get(means);
        buffer.position(buffer.position() + (RING + MEANS.length) * Double.BYTES);
    }

    /** The state as bytes of fixed length. */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(encodedBytes())
                .put(VERSION)
                .putLong(count)
                .putDouble(volatility)
                .putDouble(lastUnits);
        buffer.asDoubleBuffer().put(closes).put(means);
        return buffer.array();
    }

    /** The length of {@link #encode}. */
    public static int encodedBytes() {
        return BYTES;
    }

    /** How many bars it has seen. */
    public long count() {
        return count;
    }

    /** Moves on by one closed bar of the instrument and says what is known at its end. */
    public FeatureRow next(Instrument instrument, Bar bar) {
        if (count == 0) {
            Arrays.fill(closes, bar.open());
        }
        double change = bar.close() == close(0) ? 0 : 100 * Math.log(bar.close() / close(0));
        count++;
        closes[(int) (count % RING)] = bar.close();
        average(bar, change);
        FeatureWriter writer = new FeatureWriter(this, instrument, bar);
        volatility = writer.volatility();
        lastUnits = bounded(change / volatility);
        return writer.row();
    }

    /** The close of {@code ago} bars before the last one; the first known where history is shorter. */
    double close(int ago) {
        return closes[(int) Math.floorMod(count - ago, (long) RING)];
    }

    double mean(RunningMean mean) {
        return means[mean.ordinal()];
    }

    private void average(Bar bar, double change) {
        boolean unchanged = bar.close() == close(1);
        double units = volatility > 0 ? bounded(change / volatility) : 0;
        for (RunningMean mean : MEANS) {
            double value = switch (mean) {
                case SQUARE_4, SQUARE_15, SQUARE_60, SQUARE_180 -> change * change;
                case ABSOLUTE_15, ABSOLUTE_60 -> Math.abs(change);
                case PARKINSON_10, PARKINSON_60 -> parkinson(bar);
                case ROGERS_SATCHELL_10 -> rogersSatchell(bar);
                case UNCHANGED_15, UNCHANGED_120 -> unchanged ? 1 : 0;
                case EMPTY_30 -> bar.isEmpty() ? 1 : 0;
                case TICKS_60 -> bar.ticks();
                case VOLUME_60 -> bar.volume();
                case LOG_CLOSE_5, LOG_CLOSE_30 -> Math.log(bar.close());
                case REVERSAL_PRODUCT_180 -> lastUnits * units;
                case REVERSAL_SQUARE_180 -> lastUnits * lastUnits;
            };
            means[mean.ordinal()] += mean.weight(count) * (value - means[mean.ordinal()]);
        }
    }

    /** Holds a return's leverage on the regression in bounds. */
    static double bounded(double units) {
        return Math.clamp(units, -MOST_UNITS, MOST_UNITS);
    }

    /** Parkinson (1980): variance of the bar from its range, percent squared. */
    private static double parkinson(Bar bar) {
        double range = 100 * Math.log(bar.high() / bar.low());
        return range * range / (4 * Math.log(2));
    }

    /** Rogers and Satchell (1991): variance of the bar, free of its drift, percent squared. */
    private static double rogersSatchell(Bar bar) {
        double up = Math.log(bar.high() / bar.close()) * Math.log(bar.high() / bar.open());
        double down = Math.log(bar.low() / bar.close()) * Math.log(bar.low() / bar.open());
        return 1e4 * (up + down);
    }
}
