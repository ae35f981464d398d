package io.credence.bnn.density;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A posterior seen through some of its rows: prior plus {@code N/M} times the log likelihood of M rows. An unbiased estimate of the
 * whole, whatever M; the prior is counted once.
 *
 * @param target all of it
 * @param rows of the batch
 */
public record MiniBatch(DataDensity target, int[] rows) implements LogDensity {

    /**
     * A batch drawn without replacement.
     *
     * @param size 1 to the target's rows
     */
    public static MiniBatch of(DataDensity target, int size, UniformRandomProvider random) {
        return new MiniBatch(target, sample(target.rows(), size, random));
    }

    /**
     * Rows without replacement, in random order.
     *
     * @param size 1 to {@code rows}
     */
    public static int[] sample(int rows, int size, UniformRandomProvider random) {
        if (size < 1 || size > rows) {
            throw new IllegalArgumentException(
                    "batch size is " + size + "; it must lie between 1 and the " + rows + " rows");
        }
        int[] all = new int[rows];
        for (int i = 0; i < rows; i++) {
            all[i] = i;
        }
        int[] batch = new int[size];
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(rows - i);
            batch[i] = all[other];
            all[other] = all[i];
        }
        return batch;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        target.likelihood(rows).evaluate(points, values, gradients);
        double[] priorValues = new double[points.length];
        double[][] priorGradients = new double[points.length][dimension()];
        target.prior().evaluate(points, priorValues, priorGradients);
        for (int s = 0; s < points.length; s++) {
            values[s] += priorValues[s];
            for (int i = 0; i < dimension(); i++) {
                gradients[s][i] += priorGradients[s][i];
            }
        }
    }
}
