package io.credence.bnn.density;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.likelihood.RowLikelihood;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * A linear last layer on features that are given: row n's outputs are {@code W x_n}, with W {@code [outputs][features]} as the flat
 * parameter vector. Features come from a trained network, or are the data themselves; an intercept is a feature that is 1.
 */
public final class LastLayer implements CurvedDensity {

    private final RegressionData data;
    private final RowLikelihood likelihood;
    private final LogDensity prior;

    private LastLayer(RegressionData data, RowLikelihood likelihood, LogDensity prior) {
        this.data = data;
        this.likelihood = likelihood;
        this.prior = prior;
    }

    /**
     * Of these rows.
     *
     * @param data features as inputs
     * @param prior of dimension outputs times features
     */
    public static LastLayer of(RegressionData data, RowLikelihood likelihood, LogDensity prior) {
        int dimension = likelihood.outputs() * data.columns();
        if (prior.dimension() != dimension) {
            throw new IllegalArgumentException("prior has dimension " + prior.dimension() + "; " + likelihood.outputs()
                    + " outputs of " + data.columns() + " features need " + dimension
                    + ". Maybe the features are of another network?");
        }
        return new LastLayer(data, likelihood, prior);
    }

    /** As {@link #of}, under independent Gaussian priors of mean 0. */
    public static LastLayer of(RegressionData data, RowLikelihood likelihood, double priorSd) {
        int dimension = likelihood.outputs() * data.columns();
        double[] sds = new double[dimension];
        Arrays.fill(sds, priorSd);
        return of(data, likelihood, new IndependentGaussian(new double[dimension], sds));
    }

    /** One row's outputs at a point, {@code [outputs]}. */
    public static double[] outputs(double[] point, double[] row) {
        double[] outputs = new double[point.length / row.length];
        for (int k = 0; k < outputs.length; k++) {
            int at = k * row.length;
            for (int j = 0; j < row.length; j++) {
                outputs[k] += point[at + j] * row[j];
            }
        }
        return outputs;
    }

    @Override
    public int dimension() {
        return prior.dimension();
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public LogDensity prior() {
        return prior;
    }

    public RowLikelihood rowLikelihood() {
        return likelihood;
    }

    public RegressionData data() {
        return data;
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows are none; there must be at least one");
        }
        return new Sum(rows.clone(), (double) rows() / rows.length);
    }

    @Override
    public double[][] gaussNewton(double[] point) {
        int width = data.columns();
        double[][] sum = new double[dimension()][dimension()];
        for (double[] x : data.inputs()) {
            double[][] information = likelihood.information(outputs(point, x));
            for (int r = 0; r < sum.length; r++) {
                for (int c = 0; c < sum.length; c++) {
                    sum[r][c] += information[r / width][c / width] * x[r % width] * x[c % width];
                }
            }
        }
        return sum;
    }

    @Override
    public Kronecker kronecker(double[] point) {
        double[][] information = new double[likelihood.outputs()][likelihood.outputs()];
        for (double[] x : data.inputs()) {
            information = Matrices.add(information, 1.0 / rows(), likelihood.information(outputs(point, x)));
        }
        return new Kronecker(information, Matrices.gram(data.inputs()));
    }

    private final class Sum implements LogDensity {

        private final int[] rows;
        private final double scale;

        Sum(int[] rows, double scale) {
            this.rows = rows;
            this.scale = scale;
        }

        @Override
        public int dimension() {
            return LastLayer.this.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int p = 0; p < points.length; p++) {
                Arrays.fill(gradients[p], 0);
                double sum = 0;
                for (int row : rows) {
                    sum += add(row, points[p], gradients[p]);
                }
                values[p] = scale * sum;
            }
        }

        private double add(int row, double[] point, double[] gradient) {
            double[] x = data.inputs()[row];
            double[] byOutput = new double[likelihood.outputs()];
            double value = likelihood.evaluate(data.targets()[row], outputs(point, x), byOutput);
            for (int k = 0; k < byOutput.length; k++) {
                double factor = scale * byOutput[k];
                for (int j = 0; j < x.length; j++) {
                    gradient[k * x.length + j] += factor * x[j];
                }
            }
            return value;
        }
    }
}
