package io.credence.bnn.explanation;

import java.util.Arrays;

/**
 * An output as a function of the first of its inputs alone, such as a window's without the recurrent state before it.
 *
 * @param whole of all inputs
 * @param point whose last inputs are held
 * @param free how many of the first are not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record HeldTail(Explained whole, double[] point, int free) implements Explained {

    @Override
    public double[] values(double[][] points) {
        return whole.values(joined(points, point));
    }

    @Override
    public double[][] gradients(double[][] points) {
        return cut(whole.gradients(joined(points, point)), free);
    }

    /** Points with the tail that they lack. */
    public static double[][] joined(double[][] points, double[] tail) {
        return Arrays.stream(points)
                .map(each -> {
                    double[] all = tail.clone();
                    System.arraycopy(each, 0, all, 0, each.length);
                    return all;
                })
                .toArray(double[][]::new);
    }

    /** The first of each row. */
    public static double[][] cut(double[][] rows, int length) {
        return Arrays.stream(rows).map(row -> Arrays.copyOf(row, length)).toArray(double[][]::new);
    }
}
