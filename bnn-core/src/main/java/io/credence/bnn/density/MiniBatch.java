package io.credence.bnn.density;

import java.util.LinkedHashSet;
import java.util.Set;
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
     * Rows without replacement, in random order, in time proportional to the size (Floyd's algorithm: Bentley and Floyd 1987, "A Sample of Brilliance").
     *
     * @param size 1 to {@code rows}
     */
    public static int[] sample(int rows, int size, UniformRandomProvider random) {
        if (size < 1 || size > rows) {
            throw new IllegalArgumentException(
                    "batch size is " + size + "; it must lie between 1 and the " + rows + " rows");
        }
        Set<Integer> batch = new LinkedHashSet<>();
        for (int last = rows - size; last < rows; last++) {
            int row = random.nextInt(last + 1);
            batch.add(batch.contains(row) ? last : row);
        }
        int[] chosen = batch.stream().mapToInt(Integer::intValue).toArray();
        shuffle(chosen, random);
        return chosen;
    }

    /** Floyd's order favours low rows first, and parts of a batch must be as random as all of it. */
    private static void shuffle(int[] rows, UniformRandomProvider random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
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
