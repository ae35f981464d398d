package io.credence.forecasting.evaluation;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The days on which the loss was over the value at risk, in time order. An immutable value that keeps the hits' days only. */
public final class Hits {

    private final ConfidenceLevel level;
    private final int days;
    private final int[] at;

    /**
     * @param at the days of the hits, rising; not copied
     */
    Hits(ConfidenceLevel level, int days, int[] at) {
        this.level = level;
        this.days = days;
        this.at = at;
    }

    /** From one flag per day. */
    public static Hits of(ConfidenceLevel level, boolean... exceeded) {
        int[] at = IntStream.range(0, exceeded.length).filter(i -> exceeded[i]).toArray();
        return new Hits(level, exceeded.length, at);
    }

    /** The level of the value at risk. */
    public ConfidenceLevel level() {
        return level;
    }

    /** The number of days. */
    public int days() {
        return days;
    }

    /** The number of hits. */
    public int count() {
        return at.length;
    }

    /** The share of days with a hit; 0 without a day. */
    public double rate() {
        return days == 0 ? 0 : (double) at.length / days;
    }

    /** Whether there was a hit on a day, counted from 0; false outside. */
    public boolean isHit(int day) {
        return Arrays.binarySearch(at, day) >= 0;
    }

    /** Every step-th day from an offset: the days whose outcomes over a horizon of that many days share nothing. */
    public Hits every(int step, int offset) {
        int[] kept = IntStream.of(at)
                .filter(day -> day % step == offset)
                .map(day -> day / step)
                .toArray();
        return new Hits(level, (days - offset + step - 1) / step, kept);
    }

    /** The last days only. */
    public Hits last(int count) {
        int from = Math.max(0, days - count);
        int[] kept = IntStream.of(at)
                .filter(day -> day >= from)
                .map(day -> day - from)
                .toArray();
        return new Hits(level, days - from, kept);
    }

    /** The day of the i-th hit. */
    int at(int i) {
        return at[i];
    }

    /** How many hits have another one exactly this many days later. */
    int pairs(int lag) {
        int pairs = 0;
        int j = 0;
        for (int day : at) {
            while (j < at.length && at[j] < day + lag) {
                j++;
            }
            pairs += j < at.length && at[j] == day + lag ? 1 : 0;
        }
        return pairs;
    }
}
