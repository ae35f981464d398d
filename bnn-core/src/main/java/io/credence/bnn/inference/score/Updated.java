package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A covariance as a diagonal plus weighted squares of a few vectors; weights may be negative.
 *
 * @param diagonal {@code [dimension]}
 * @param weights {@code [vectors]}
 * @param vectors {@code [vectors][dimension]}
 */
record Updated(double[] diagonal, double[] weights, double[][] vectors) {

    static Updated of(double[] diagonal) {
        return new Updated(diagonal, new double[0], new double[0][]);
    }

    /** And more vectors, all of one weight. */
    Updated plus(double weight, double[][] more) {
        double[] same = new double[more.length];
        Arrays.fill(same, weight);
        return plus(same, more);
    }

    /** And more vectors. */
    Updated plus(double[] weight, double[][] more) {
        return new Updated(
                diagonal,
                DoubleStream.concat(Arrays.stream(weights), Arrays.stream(weight))
                        .toArray(),
                Stream.concat(Arrays.stream(vectors), Arrays.stream(more)).toArray(double[][]::new));
    }

    double[] times(double[] x) {
        double[] product = new double[x.length];
        Arrays.setAll(product, i -> diagonal[i] * x[i]);
        for (int k = 0; k < weights.length; k++) {
            Matrices.axpy(weights[k] * Matrices.dot(vectors[k], x), vectors[k], product);
        }
        return product;
    }

    double[] variance() {
        double[] variance = diagonal.clone();
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < variance.length; i++) {
                variance[i] += weights[k] * vectors[k][i] * vectors[k][i];
            }
        }
        return variance;
    }
}
