package io.credence.bnn.network;

import java.util.Arrays;

/**
 * The place of one parameter in the flat vector of all.
 *
 * @param shape sizes, outermost first
 * @param offset of its first value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Slot(String name, long[] shape, int offset) {

    /** How many values. */
    public int size() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    int end() {
        return offset + size();
    }
}
