package io.credence.bnn.density;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Labels of 0 or 1 with log odds {@code X w}, and a Gaussian prior of w: a posterior that is not Gaussian.
 *
 * @param features X, {@code [rows][dimension]}
 * @param labels {@code [rows]}
 */
public record LogisticRegression(double[][] features, int[] labels, double priorSd) implements DataDensity {

    /** Standard normal features with an intercept, labels drawn from standard normal weights. */
    public static LogisticRegression of(int rows, int dimension, long seed, long truthSeed) {
        double[][] features = Targets.normals(rows, dimension, Key.of(seed).child(0));
        double[] truth = Targets.normals(1, dimension, Key.of(truthSeed).child(1))[0];
        UniformRandomProvider random = Key.of(seed).child(2).generator();
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            features[i][0] = 1;
            labels[i] = random.nextDouble() < sigmoid(Matrices.dot(features[i], truth)) ? 1 : 0;
        }
        return new LogisticRegression(features, labels, 1);
    }

    /** Mean negative log probability of these labels, in nats, under the average over draws of w. */
    public double nll(double[][] draws) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] row = features[i];
            double odds = Arrays.stream(draws)
                    .mapToDouble(w -> sigmoid(Matrices.dot(row, w)))
                    .average()
                    .orElseThrow();
            sum -= Math.log(labels[i] == 1 ? odds : 1 - odds);
        }
        return sum / labels.length;
    }

    @Override
    public int rows() {
        return labels.length;
    }

    @Override
    public int dimension() {
        return features[0].length;
    }

    @Override
    public LogDensity prior() {
        return CorrelatedGaussian.of(
                new double[dimension()],
                Matrices.add(new double[dimension()][dimension()], priorSd * priorSd, Matrices.identity(dimension())));
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        return new Likelihood(this, rows);
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        new MiniBatch(this, IntStream.range(0, rows()).toArray()).evaluate(points, values, gradients);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private record Likelihood(LogisticRegression model, int[] rows) implements LogDensity {

        @Override
        public int dimension() {
            return model.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            double scale = (double) model.rows() / rows.length;
            for (int s = 0; s < points.length; s++) {
                Arrays.fill(gradients[s], 0);
                values[s] = 0;
                for (int row : rows) {
                    double odds = Matrices.dot(model.features[row], points[s]);
                    double sign = model.labels[row] == 1 ? 1 : -1;
                    values[s] -= scale * Math.log1p(Math.exp(-sign * odds));
                    Matrices.axpy(scale * sign * sigmoid(-sign * odds), model.features[row], gradients[s]);
                }
            }
        }
    }
}
