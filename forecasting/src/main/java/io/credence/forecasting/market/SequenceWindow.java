package io.credence.forecasting.market;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Remembers which of a source's latest sequence numbers have come, exactly for the last {@value #WIDTH} and in constant
 * memory; anything older counts as seen.
 */
final class SequenceWindow {

    static final int WIDTH = 1024;
    private static final long LAST_OF_WORD = Long.SIZE - 1;
    static final int BYTES = Long.BYTES + WIDTH / Byte.SIZE;

    private final long[] bits;
    private long highest;

    SequenceWindow() {
        this(-1, new long[WIDTH / Long.SIZE]);
    }

    private SequenceWindow(long highest, long[] bits) {
        this.highest = highest;
        this.bits = bits;
    }

    /** Enters a number. @return false when it has come before */
    boolean enter(long sequence) {
        if (sequence > highest) {
            forget(sequence);
            highest = sequence;
        } else if (sequence <= highest - WIDTH || isSet(sequence)) {
            return false;
        }
        set(sequence);
        return true;
    }

    /** Clears the numbers between the highest and the next, a word of them a step: a source that feeds many names skips far. */
    private void forget(long next) {
        if (next - highest >= WIDTH) {
            Arrays.fill(bits, 0);
            return;
        }
        for (long from = highest + 1; from <= next; from = (from | LAST_OF_WORD) + 1) {
            long until = Math.min(from | LAST_OF_WORD, next);
            bits[slot(from) >>> 6] &= ~(-1L << from & -1L >>> LAST_OF_WORD - (until & LAST_OF_WORD));
        }
    }

    private boolean isSet(long sequence) {
        int slot = slot(sequence);
        return (bits[slot >>> 6] & 1L << slot) != 0;
    }

    private void set(long sequence) {
        int slot = slot(sequence);
        bits[slot >>> 6] |= 1L << slot;
    }

    private static int slot(long sequence) {
        return (int) (sequence & WIDTH - 1);
    }

    SequenceWindow copy() {
        return new SequenceWindow(highest, bits.clone());
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(highest);
        for (long word : bits) {
            buffer.putLong(word);
        }
    }

    static SequenceWindow read(ByteBuffer buffer) {
        long highest = buffer.getLong();
        long[] bits = new long[WIDTH / Long.SIZE];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = buffer.getLong();
        }
        return new SequenceWindow(highest, bits);
    }
}
