package io.credence.bnn.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.likelihood.GaussianRows;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.likelihood.ProbitRows;
import io.credence.bnn.likelihood.RowLikelihood;
import io.credence.bnn.likelihood.StudentTRows;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LastLayerTest {

    private static final int ROWS = 12;
    private static final double[][] FEATURES = Targets.normals(ROWS, 3, Key.of(1));
    private static final double[] SIGNS = {1, -1, 1, 1, -1, -1, 1, -1, 1, 1, -1, 1};

    static Stream<RowLikelihood> likelihoods() {
        return Stream.of(
                new GaussianRows(0.7), new HeteroscedasticGaussianRows(), new StudentTRows(4, 0.6), new ProbitRows());
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void gradientIsThatOfDifferences(RowLikelihood likelihood) {
        LastLayer layer = layer(likelihood);
        double[] point = Targets.normals(1, layer.dimension(), Key.of(2))[0];
        double[] gradient = new double[point.length];
        layer.evaluate(point, gradient);
        for (int i = 0; i < point.length; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope =
                    (layer.evaluate(up, new double[point.length]) - layer.evaluate(down, new double[point.length]))
                            / 2e-6;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
        }
    }

    /** The information is the variance of the score, here by quadrature over targets on a fine grid. */
    @ParameterizedTest
    @MethodSource("likelihoods")
    void informationIsTheVarianceOfTheScore(RowLikelihood likelihood) {
        double[] outputs = Arrays.copyOf(new double[] {0.4, -0.3}, likelihood.outputs());
        double[][] sum = new double[outputs.length][outputs.length];
        double mass = 0;
        double[] targets = likelihood instanceof ProbitRows ? new double[] {-1, 1} : grid();
        double width = targets[1] - targets[0];
        for (double target : targets) {
            double[] score = new double[outputs.length];
            double p = Math.exp(likelihood.evaluate(target, outputs, score))
                    * (likelihood instanceof ProbitRows ? 1 : width);
            mass += p;
            for (int k = 0; k < score.length; k++) {
                Matrices.axpy(p * score[k], score, sum[k]);
            }
        }
        assertThat(mass).isCloseTo(1, within(1e-5));
        double[][] information = likelihood.information(outputs);
        for (int k = 0; k < outputs.length; k++) {
            assertThat(information[k]).containsExactly(sum[k], within(1e-5));
        }
    }

    @Test
    void probitIsFiniteFarOut() {
        double[] gradient = new double[1];
        for (double f : new double[] {-200, -40, 40, 200}) {
            double value = new ProbitRows().evaluate(1, new double[] {f}, gradient);
            // log Phi(z) is -z^2 / 2 - log(|z| sqrt(2 pi)) far to the left, and the score -z
            double expected = f > 0 ? 0 : -0.5 * f * f - Math.log(-f * Math.sqrt(2 * Math.PI));
            assertThat(value).isCloseTo(expected, within(1e-3));
            assertThat(gradient[0]).isCloseTo(f > 0 ? 0 : -f, within(0.03));
            assertThat(new ProbitRows().information(new double[] {f})[0][0]).isFinite();
        }
    }

    @Test
    void batchesAddUpToTheWhole() {
        LastLayer layer = layer(new HeteroscedasticGaussianRows());
        double[] point = Targets.normals(1, layer.dimension(), Key.of(2))[0];
        double[] ignored = new double[point.length];
        double first = layer.likelihood(new int[] {0, 1, 2, 3}).evaluate(point, ignored);
        double second = layer.likelihood(new int[] {4, 5, 6, 7}).evaluate(point, ignored);
        double third = layer.likelihood(new int[] {8, 9, 10, 11}).evaluate(point, ignored);
        double whole = layer.evaluate(point, ignored) - layer.prior().evaluate(point, ignored);
        assertThat((first + second + third) / 3).isCloseTo(whole, within(1e-9));
    }

    @Test
    void kroneckerIsExactWhereTheInformationIsConstant() {
        LastLayer layer = layer(new GaussianRows(0.7));
        double[][] dense = layer.gaussNewton(new double[3]);
        CurvedDensity.Kronecker kronecker = layer.kronecker(new double[3]);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = kronecker.left()[0][0] * kronecker.right()[i][j];
                assertThat(product).isCloseTo(dense[i][j], within(1e-9));
            }
        }
    }

    @Test
    void refusesAPriorOfAnotherSize() {
        assertThatThrownBy(() ->
                        LastLayer.of(new RegressionData(FEATURES, SIGNS), new GaussianRows(1), Targets.gaussian(4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prior has dimension 4");
    }

    private static double[] grid() {
        double[] grid = new double[400_000];
        Arrays.setAll(grid, i -> -40 + i * 80.0 / grid.length);
        return grid;
    }

    private static LastLayer layer(RowLikelihood likelihood) {
        return LastLayer.of(new RegressionData(FEATURES, SIGNS), likelihood, 1.5);
    }
}
