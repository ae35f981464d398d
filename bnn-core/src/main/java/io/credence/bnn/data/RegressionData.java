package io.credence.bnn.data;

import java.util.Arrays;

/**
 * Rows to regress on: inputs and one target each. An immutable value.
 *
 * @param inputs {@code [rows][columns]}, finite, at least one of each
 * @param targets {@code [rows]}, finite
 */
public record RegressionData(double[][] inputs, double[] targets) {

    public RegressionData {
        if (inputs.length == 0 || inputs.length != targets.length || inputs[0].length == 0) {
            throw new IllegalArgumentException("regression data has " + inputs.length + " rows of inputs and "
                    + targets.length + " targets; both need the same number, at least 1, and at least 1 column");
        }
        inputs = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
        targets = targets.clone();
        for (int row = 0; row < inputs.length; row++) {
            check(inputs[row], inputs[0].length, row, targets[row]);
        }
    }

    public int rows() {
        return targets.length;
    }

    public int columns() {
        return inputs[0].length;
    }

    /** These rows, in this order. */
    public RegressionData rows(int... picked) {
        return new RegressionData(
                Arrays.stream(picked).mapToObj(row -> inputs[row]).toArray(double[][]::new),
                Arrays.stream(picked).mapToDouble(row -> targets[row]).toArray());
    }

    private static void check(double[] input, int columns, int row, double target) {
        if (input.length != columns) {
            throw new IllegalArgumentException("row " + row + " has " + input.length + " inputs; row 0 has " + columns);
        }
        for (int column = 0; column < columns; column++) {
            if (!Double.isFinite(input[column])) {
                throw new IllegalArgumentException("input " + column + " of row " + row + " is " + input[column]
                        + "; only finite numbers are allowed. Maybe drop the row or fill the gap?");
            }
        }
        if (!Double.isFinite(target)) {
            throw new IllegalArgumentException("the target of row " + row + " is " + target
                    + "; only finite numbers are allowed. Maybe drop the row?");
        }
    }
}
