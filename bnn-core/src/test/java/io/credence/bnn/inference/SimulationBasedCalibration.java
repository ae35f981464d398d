package io.credence.bnn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.Targets;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Simulation-based calibration (Talts et al. 2018): parameters are drawn from the prior, data given them, and the posterior is fitted
 * to the data. Over many worlds each parameter's rank among the posterior's draws is uniform if and only if the draws are right; a
 * posterior too narrow puts ranks at both ends, one too wide in the middle.
 *
 * <p>Worlds are linear regressions with Gaussian priors of sd 2 and known noise of sd 1.
 *
 * @param worlds how many, 20 times {@link #BINS} or more
 * @param rows of each
 * @param dimension coefficients of each
 */
public record SimulationBasedCalibration(int worlds, int rows, int dimension) {

    private static final int BINS = 8;

    /** Ranks lie in 0 to this. */
    private static final int DRAWS = 8 * BINS - 1;

    /** How a posterior's nearly independent draws are got. */
    public interface Fit {
        /** {@code [draws][dimension]}. */
        double[][] draw(ConjugateRegression world, int draws, Key key);
    }

    /** The p-value of uniform ranks for each coefficient, by chi-square over bins. */
    public double[] uniformity(Fit fit, Key key) {
        int[][] counts = new int[dimension][BINS];
        for (int i = 0; i < worlds; i++) {
            Key world = key.child(i);
            double[] truth = truth(world);
            double[][] draws = fit.draw(world(truth, world), DRAWS, world.child(3));
            for (int j = 0; j < dimension; j++) {
                int column = j;
                long rank = Arrays.stream(draws)
                        .filter(draw -> draw[column] < truth[column])
                        .count();
                counts[j][(int) rank * BINS / (DRAWS + 1)]++;
            }
        }
        return Arrays.stream(counts).mapToDouble(this::pValue).toArray();
    }

    /** Fails where a method's ranks are not uniform: p under 0.001 in a coefficient. */
    public void assertCalibrated(Fit fit, Key key) {
        assertThat(Arrays.stream(uniformity(fit, key))).allMatch(p -> p > 1e-3);
    }

    private double[] truth(Key key) {
        return Arrays.stream(Targets.normals(1, dimension, key.child(0))[0])
                .map(z -> 2 * z)
                .toArray();
    }

    private ConjugateRegression world(double[] truth, Key key) {
        double[][] features = Targets.normals(rows, dimension, key.child(1));
        double[] targets = Targets.normals(1, rows, key.child(2))[0];
        Arrays.setAll(targets, i -> targets[i] + Matrices.dot(features[i], truth));
        return new ConjugateRegression(features, targets, 1, 2);
    }

    private double pValue(int[] counts) {
        double expected = (double) worlds / BINS;
        double statistic = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        return ChiSquaredDistribution.of(BINS - 1).survivalProbability(statistic);
    }
}
