package io.credence.bnn.tensor;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named arrays of doubles: the plain form of an algorithm's state, exact in every bit.
 *
 * @param values by name; not changed after
 */
public record Tensors(SortedMap<String, double[]> values) {

    public static Tensors empty() {
        return new Tensors(new TreeMap<>());
    }

    /** These and one more; an existing name is replaced. */
    public Tensors with(String name, double... array) {
        SortedMap<String, double[]> more = new TreeMap<>(values);
        more.put(name, array.clone());
        return new Tensors(more);
    }

    /** A row-major matrix's rows under one name; all have the same length. */
    public Tensors with(String name, double[][] rows) {
        return with(name, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /** A whole number in every bit, which one double cannot hold: a step or a key's seed. */
    public Tensors withWhole(String name, long number) {
        return with(name, number >> 32, number & 0xffffffffL);
    }

    /** What {@link #withWhole} stored. */
    public long getWhole(String name) {
        double[] halves = get(name, 2);
        return ((long) halves[0] << 32) | (long) halves[1];
    }

    /**
     * A copy of the array of that name.
     *
     * @param length that it must have
     * @throws IllegalArgumentException when it is absent or has another length
     */
    public double[] get(String name, int length) {
        double[] array = values.get(name);
        if (array == null || array.length != length) {
            throw new IllegalArgumentException("state needs " + name + " of length " + length + " but has "
                    + (array == null ? "none; it holds " + values.keySet() : "length " + array.length)
                    + ". Maybe it is another algorithm's or another model's state?");
        }
        return array.clone();
    }

    /** The rows that {@link #with(String, double[][])} stored. */
    public double[][] get(String name, int rows, int columns) {
        double[] flat = get(name, Math.multiplyExact(rows, columns));
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
        }
        return matrix;
    }
}
