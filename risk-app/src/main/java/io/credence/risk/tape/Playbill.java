package io.credence.risk.tape;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What of a tape is history and what is played, under one name or many.
 *
 * <p>The first 40 % of the rows are history, cut back to the start of the bar that the next row falls into, so that every
 * row is in exactly one bar: of the history or of the stream.
 *
 * <p>Under K names each name plays the whole tape, and their clocks are shifted evenly. Name k plays k/K of a bar after the tape,
 * so that the names do not tick at the same moment. A bar ends at a whole minute of its own clock, so all names would still close
 * together; hence the clocks of the G partitions differ too: that of partition g goes g/G of a bar ahead. Names of one partition
 * share a clock, so that its watermark passes none of them by. The first name of partition 0 plays the tape as it is when K is 1.
 */
public final class Playbill {

    private static final double HISTORY_SHARE = 0.4;

    private final TradeTape tape;
    private final BarSpec spec;
    private final int names;
    private final Clocks clocks;

    /** One name on one partition. */
    public Playbill(TradeTape tape, BarSpec spec) {
        this(tape, spec, 1, new Clocks(1, name -> 0));
    }

    /**
     * The tape under many names.
     *
     * @param names how many instruments play the tape, at least 1
     * @param clocks of the partitions they are on
     */
    public Playbill(TradeTape tape, BarSpec spec, int names, Clocks clocks) {
        if (names < 1 || names > 9_999) {
            throw new IllegalArgumentException("instruments is " + names + "; it must be from 1 to 9999");
        }
        this.tape = tape;
        this.spec = spec;
        this.names = names;
        this.clocks = clocks;
    }

    /**
     * Which names share a clock.
     *
     * @param count of the clocks, at least 1
     * @param of a name's clock, from 0 to {@code count - 1}
     */
    public record Clocks(int count, ToIntFunction<String> of) {

        private Duration ahead(String name, BarSpec spec) {
            return Duration.ofMillis(spec.length().toMillis() * of.applyAsInt(name) / count);
        }
    }

    /**
     * A trade of the stream.
     *
     * @param due when it is played, on the tape's clock
     * @param trade its event time is on its name's clock
     */
    public record Played(Instant due, Trade trade) {}

    public List<Instrument> instruments() {
        return IntStream.range(0, names).mapToObj(this::instrument).toList();
    }

    private Instrument instrument(int k) {
        return new Instrument(name(k), TradeTape.TICK_SIZE, TradingCalendar.ALWAYS_OPEN);
    }

    private String name(int k) {
        return names == 1 ? TradeTape.INSTRUMENT : String.format(Locale.ROOT, "SYM%04d", k + 1);
    }

    /** How long after the tape a name plays. */
    private Duration delay(int k) {
        return Duration.ofMillis(spec.length().toMillis() * k / names);
    }

    /** What is added to the tape's times to get the name's event times. */
    private Duration shift(int k) {
        return delay(k).plus(clocks.ahead(name(k), spec));
    }

    /** The end of a name's history and the start of its stream, in its own time. */
    private Instant cut(int k) {
        int rows = (int) (tape.rows() * HISTORY_SHARE);
        return spec.startOf(tape.get(rows).eventTime().plus(shift(k)));
    }

    /** The same with a tape that breaks at {@link #middle}. */
    public Playbill broken(TapeBreak what) {
        return new Playbill(what.apply(tape, middleOfTape(), spec), spec, names, clocks);
    }

    /** The start of the bar half-way through the first name's stream, in its own time. */
    public Instant middle() {
        return middleOfTape().plus(shift(0));
    }

    private Instant middleOfTape() {
        Instant first = tape.get(firstStreamed(0)).eventTime();
        Instant last = tape.get(tape.rows() - 1).eventTime();
        return spec.startOf(first.plus(Duration.between(first, last).dividedBy(2)));
    }

    /** The end of the base tape's history: the start of the bar that the first row after it falls into. */
    public Instant historyEnd() {
        return cut(0);
    }

    /**
     * The bars of a name's history.
     *
     * @param k from 0
     * @param most at most so many, the newest
     */
    public List<Bar> history(int k, int most) {
        Instant end = cut(k);
        int first = most == Integer.MAX_VALUE
                ? 0
                : firstNotBefore(end.minus(spec.length().multipliedBy(most)).minus(shift(k)));
        int behind = firstNotBefore(end.minus(shift(k)));
        BarBuilder builder = BarBuilder.of(instrument(k), spec);
        IntStream.range(first, behind).forEach(i -> builder.offer(trade(k, i)));
        return builder.closeThrough(end);
    }

    private Trade trade(int k, int index) {
        Trade base = tape.get(index);
        return names == 1
                ? base
                : new Trade(
                        name(k),
                        base.source(),
                        base.sequence(),
                        base.eventTime().plus(shift(k)),
                        base.price(),
                        base.size());
    }

    /** How many trades the stream has. */
    public long streamed() {
        return IntStream.range(0, names)
                .mapToLong(k -> tape.rows() - firstStreamed(k))
                .sum();
    }

    private int firstStreamed(int k) {
        return firstNotBefore(cut(k).minus(shift(k)));
    }

    /** The index of the tape's first trade at or after a time of its own clock. */
    private int firstNotBefore(Instant time) {
        int low = 0;
        int high = tape.rows();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tape.get(middle).eventTime().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The trades of the stream, in the order in which they are due. */
    public Iterator<Played> stream() {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(names);
        IntStream.range(0, names).forEach(k -> cursors.add(cursor(k, firstStreamed(k))));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !cursors.isEmpty();
            }

            @Override
            public Played next() {
                Cursor cursor = cursors.poll();
                if (cursor == null) {
                    throw new NoSuchElementException("the tape is at its end");
                }
                if (cursor.index + 1 < tape.rows()) {
                    cursors.add(cursor(cursor.k, cursor.index + 1));
                }
                return new Played(Instant.ofEpochMilli(cursor.millis), trade(cursor.k, cursor.index));
            }
        };
    }

    private Cursor cursor(int k, int index) {
        return new Cursor(tape.get(index).eventTime().plus(delay(k)).toEpochMilli(), k, index);
    }

    /** The moment that closes the last bar of the name whose clock is furthest ahead, and so of every name. */
    public Instant curtain(Duration allowedLateness) {
        Duration ahead = IntStream.range(0, names)
                .mapToObj(this::shift)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = tape.get(tape.rows() - 1).eventTime().plus(ahead);
        return spec.startOf(last).plus(spec.length()).plus(allowedLateness);
    }

    private record Cursor(long millis, int k, int index) implements Comparable<Cursor> {
        @Override
        public int compareTo(Cursor other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : Integer.compare(k, other.k);
        }
    }
}
