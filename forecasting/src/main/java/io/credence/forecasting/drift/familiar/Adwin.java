package io.credence.forecasting.drift.familiar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * ADWIN (Bifet and Gavalda 2007) on the folded PIT {@code |2u - 1|}: a window that drops its older part whenever the means of the two parts
 * differ by more than {@code sqrt(2/m s^2 log(2/d')) + 2/(3m) log(2/d')}, with m the harmonic mean of their lengths and {@code d' = d / log n}. The
 * window is kept as buckets of 1, 2, 4 ... values, at most five of each, so that its memory is logarithmic. It finds changes, not faults: a forecast
 * wrong from the first bar is none to it.
 */
public final class Adwin implements PitAlarm {

    private static final int BUCKETS = 5;
    private static final int LOOK_EVERY = 32;
    private static final int SHORTEST = 5;

    /** The sum of a bucket's values and of their squares. */
    private record Bucket(double sum, double squares) {

        Bucket plus(Bucket other) {
            return new Bucket(sum + other.sum, squares + other.squares);
        }
    }

    private final double delta;
    /** Row i holds buckets of 2^i values, the oldest first. */
    private final List<ArrayDeque<Bucket>> rows = new ArrayList<>();

    private long seen;
    private long length;
    private Bucket total = new Bucket(0, 0);

    private Adwin(double delta) {
        this.delta = delta;
    }

    /** With the usual confidence 0.002. */
    public static Adwin withDefaults() {
        return of(0.002);
    }

    /**
     * @param delta the confidence of one comparison, between 0 and 1
     */
    public static Adwin of(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta is " + delta + "; it must lie between 0 and 1. Maybe 0.002");
        }
        return new Adwin(delta);
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        double folded = Math.abs(2 * pit - 1);
        insert(new Bucket(folded, folded * folded));
        boolean changed = false;
        if (++seen % LOOK_EVERY == 0) {
            while (cuts()) {
                dropOldest();
                changed = true;
            }
        }
        return changed;
    }

    /** How many values the window holds. */
    public long length() {
        return length;
    }

    private void insert(Bucket bucket) {
        length++;
        total = total.plus(bucket);
        Bucket carried = bucket;
        for (int i = 0; ; i++) {
            if (i == rows.size()) {
                rows.add(new ArrayDeque<>());
            }
            ArrayDeque<Bucket> row = rows.get(i);
            row.addLast(carried);
            if (row.size() <= BUCKETS) {
                return;
            }
            carried = row.removeFirst().plus(row.removeFirst());
        }
    }

    private boolean cuts() {
        Bucket old = new Bucket(0, 0);
        long before = 0;
        for (int i = rows.size() - 1; i >= 0; i--) {
            for (Iterator<Bucket> each = rows.get(i).iterator(); each.hasNext(); ) {
                old = old.plus(each.next());
                before += 1L << i;
                if (differs(before, old.sum())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean differs(long before, double sumBefore) {
        long after = length - before;
        if (before < SHORTEST || after < SHORTEST) {
            return false;
        }
        double mean = total.sum() / length;
        double variance = Math.max(0, total.squares() / length - mean * mean);
        double m = 1 / (1.0 / before + 1.0 / after);
        double log = Math.log(2 * Math.log(length) / delta);
        double allowed = Math.sqrt(2 / m * variance * log) + 2 / (3 * m) * log;
        return Math.abs(sumBefore / before - (total.sum() - sumBefore) / after) > allowed;
    }

    private void dropOldest() {
        int i = rows.size() - 1;
        while (rows.get(i).isEmpty()) {
            i--;
        }
        Bucket gone = rows.get(i).removeFirst();
        length -= 1L << i;
        total = new Bucket(total.sum() - gone.sum(), total.squares() - gone.squares());
    }
}
