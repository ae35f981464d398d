package io.credence.bnn.data;

import java.util.Arrays;

/**
 * Takes inputs and target to mean 0 and standard deviation 1, as they are on the rows that it was made of: the training part's.
 *
 * @param inputMeans {@code [columns]}
 * @param inputSds {@code [columns]}, above 0
 * @param targetMean in the target's unit
 * @param targetSd in the target's unit, above 0
 */
public record Standardiser(double[] inputMeans, double[] inputSds, double targetMean, double targetSd) {

    /** A spread under this fraction of the values' size is rounding. */
    private static final double CONSTANT = 1e-12;

    /**
     * Of these rows.
     *
     * @throws IllegalArgumentException when a column or the target is constant
     */
    public static Standardiser of(RegressionData data) {
        double[] means = new double[data.columns()];
        double[] sds = new double[data.columns()];
        for (int column = 0; column < means.length; column++) {
            double[] values = column(data, column);
            means[column] = mean(values);
            sds[column] = sd("input " + column, values, means[column]);
        }
        double targetMean = mean(data.targets());
        return new Standardiser(means, sds, targetMean, sd("the target", data.targets(), targetMean));
    }

    /** Whether all rows have the same value there, up to rounding. */
    public static boolean isConstant(RegressionData data, int column) {
        double[] values = column(data, column);
        double mean = mean(values);
        return isConstant(deviation(values, mean), values);
    }

    /** Standardised inputs. */
    public double[][] inputs(double[][] inputs) {
        return Arrays.stream(inputs).map(this::input).toArray(double[][]::new);
    }

    /** Standardised inputs and targets. */
    public RegressionData apply(RegressionData data) {
        double[] targets = Arrays.stream(data.targets())
                .map(target -> (target - targetMean) / targetSd)
                .toArray();
        return new RegressionData(inputs(data.inputs()), targets);
    }

    private double[] input(double[] row) {
        if (row.length != inputMeans.length) {
            throw new IllegalArgumentException("a row has " + row.length + " inputs; fitted on " + inputMeans.length);
        }
        double[] scaled = new double[row.length];
        for (int column = 0; column < row.length; column++) {
            scaled[column] = (row[column] - inputMeans[column]) / inputSds[column];
        }
        return scaled;
    }

    private static double[] column(RegressionData data, int column) {
        return Arrays.stream(data.inputs()).mapToDouble(row -> row[column]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double sd(String name, double[] values, double mean) {
        double sd = deviation(values, mean);
        if (isConstant(sd, values)) {
            throw new IllegalArgumentException(name + " is " + values[0] + " in all " + values.length
                    + " rows; it must vary. Maybe drop the column?");
        }
        return sd;
    }

    private static double deviation(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    private static boolean isConstant(double sd, double[] values) {
        return sd <= CONSTANT * Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }
}
