package io.credence.bnn.inference.mcmc;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;

/**
 * Running mean and sums of squared deviations (Welford 1962), of marginals or of the whole covariance.
 *
 * @param squares {@code [dimension][dimension]}, or of length 0 when only the marginals' are kept
 * @param marginal {@code [dimension]}
 */
record Covariance(int count, double[] mean, double[] marginal, double[][] squares) {

    /** Stan's shrinkage of a window's covariance: 5 pseudo-draws of variance 1e-3. */
    private static final double PSEUDO_DRAWS = 5;

    private static final double PSEUDO_VARIANCE = 1e-3;

    static Covariance empty(ChainOptions.Shape shape, int dimension) {
        boolean dense = shape == ChainOptions.Shape.DENSE;
        return new Covariance(
                0,
                new double[dimension],
                new double[dimension],
                dense ? new double[dimension][dimension] : new double[0][]);
    }

    Covariance with(double[][] points) {
        Covariance sums = new Covariance(count, mean.clone(), marginal.clone(), Matrices.copy(squares));
        int n = count;
        for (double[] point : points) {
            sums.add(point, ++n);
        }
        return new Covariance(n, sums.mean, sums.marginal, sums.squares);
    }

    /** Only on fresh copies. */
    private void add(double[] point, int n) {
        double[] before = point.clone();
        Matrices.axpy(-1, mean, before);
        Matrices.axpy(1.0 / n, before, mean);
        for (int i = 0; i < point.length; i++) {
            double after = point[i] - mean[i];
            marginal[i] += after * before[i];
            if (squares.length > 0) {
                Matrices.axpy(after, before, squares[i]);
            }
        }
    }

    /** A metric; of few draws nearly a small multiple of the identity. */
    Metric metric() {
        double weight = count / (count + PSEUDO_DRAWS);
        double floor = PSEUDO_VARIANCE * PSEUDO_DRAWS / (count + PSEUDO_DRAWS);
        double scale = weight / Math.max(1, count - 1);
        if (squares.length == 0) {
            return new Metric.Diagonal(
                    Arrays.stream(marginal).map(sum -> floor + scale * sum).toArray());
        }
        double[][] covariance = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            covariance[i][i] = floor;
            for (int j = 0; j < mean.length; j++) {
                covariance[i][j] += scale * 0.5 * (squares[i][j] + squares[j][i]);
            }
        }
        return Metric.dense(covariance);
    }

    Tensors save(Tensors into) {
        return into.with("windowCount", count)
                .with("windowMean", mean)
                .with("windowMarginal", marginal)
                .with("windowSquares", squares);
    }

    static Covariance restore(Tensors saved, ChainOptions.Shape shape, int dimension) {
        boolean dense = shape == ChainOptions.Shape.DENSE;
        return new Covariance(
                (int) saved.get("windowCount", 1)[0],
                saved.get("windowMean", dimension),
                saved.get("windowMarginal", dimension),
                dense ? saved.get("windowSquares", dimension, dimension) : new double[0][]);
    }
}
