package io.credence.forecasting.drift.familiar;

/** The last values of a stream, small numbers each. */
final class Ring {

    private final byte[] values;
    private int next;
    private int filled;

    Ring(int length) {
        if (length < 10) {
            throw new IllegalArgumentException("window is " + length + "; it must be at least 10. Maybe 250");
        }
        values = new byte[length];
    }

    /** Puts a value in, and gives the one that falls out; -1 while the ring fills. */
    int push(int value) {
        int gone = isFull() ? values[next] : -1;
        values[next] = (byte) value;
        next = (next + 1) % values.length;
        filled = Math.min(filled + 1, values.length);
        return gone;
    }

    boolean isFull() {
        return filled == values.length;
    }

    /** The i-th oldest. */
    int oldest(int i) {
        return values[(next - filled + i + values.length) % values.length];
    }

    int filled() {
        return filled;
    }

    int length() {
        return values.length;
    }
}
