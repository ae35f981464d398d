package io.credence.bnn.head;

import io.credence.bnn.likelihood.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a head sees and should forecast. The arrays are taken over, not copied: rows are many.
 *
 * @param features {@code [rows][features + 1]}, finite, the last of each 1 for the intercept
 * @param targets {@code [rows][horizons]}, NaN where missing, exactly 0 at the atom
 * @param baselines {@code [rows][horizons]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeadRows(double[][] features, double[][] targets, Baseline[][] baselines) {

    public HeadRows {
        if (features.length == 0 || features.length != targets.length || features.length != baselines.length) {
            throw new IllegalArgumentException("rows have " + features.length + " features, " + targets.length
                    + " targets and " + baselines.length + " baselines; all need the same number, at least 1");
        }
        for (int row = 0; row < features.length; row++) {
            check(row, features[row], features[0].length);
            if (targets[row].length != targets[0].length || baselines[row].length != targets[0].length) {
                throw new IllegalArgumentException("row " + row + " has " + targets[row].length + " targets and "
                        + baselines[row].length + " baselines; both must be " + targets[0].length);
            }
        }
    }

    public int rows() {
        return features.length;
    }

    public HeadShape shape() {
        return new HeadShape(features[0].length - 1, targets[0].length);
    }

    /** Rows [from, to). */
    public HeadRows range(int from, int to) {
        if (from < 0 || to > rows() || from >= to) {
            throw new IllegalArgumentException("rows from " + from + " to " + to + " were asked for; there are "
                    + rows() + ". Maybe the series is shorter than it was thought to be?");
        }
        return new HeadRows(
                Arrays.copyOfRange(features, from, to),
                Arrays.copyOfRange(targets, from, to),
                Arrays.copyOfRange(baselines, from, to));
    }

    /** All rows of all parts, in order. */
    static HeadRows joined(List<HeadRows> parts) {
        return new HeadRows(
                parts.stream().flatMap(part -> Arrays.stream(part.features)).toArray(double[][]::new),
                parts.stream().flatMap(part -> Arrays.stream(part.targets)).toArray(double[][]::new),
                parts.stream().flatMap(part -> Arrays.stream(part.baselines)).toArray(Baseline[][]::new));
    }

    /** The rows of which some target is known; at least one must be. */
    HeadRows withTarget() {
        int[] known = IntStream.range(0, rows())
                .filter(row -> Arrays.stream(targets[row]).anyMatch(y -> !Double.isNaN(y)))
                .toArray();
        return picked(known);
    }

    /** These rows, which may repeat. */
    HeadRows picked(int[] rows) {
        return new HeadRows(
                Arrays.stream(rows).mapToObj(row -> features[row]).toArray(double[][]::new),
                Arrays.stream(rows).mapToObj(row -> targets[row]).toArray(double[][]::new),
                Arrays.stream(rows).mapToObj(row -> baselines[row]).toArray(Baseline[][]::new));
    }

    /** How many targets are there. */
    public int counted() {
        return (int) Arrays.stream(targets)
                .flatMapToDouble(Arrays::stream)
                .filter(y -> !Double.isNaN(y))
                .count();
    }

    private static void check(int row, double[] features, int width) {
        if (features.length != width || width < 2 || features[width - 1] != 1) {
            throw new IllegalArgumentException("row " + row + " has " + features.length
                    + " features; all rows must have " + width + ", at least 2, and the last must be 1");
        }
        for (int j = 0; j < width; j++) {
            if (!Double.isFinite(features[j])) {
                throw new IllegalArgumentException(
                        "feature " + j + " of row " + row + " is " + features[j] + "; it must be finite");
            }
        }
    }
}
