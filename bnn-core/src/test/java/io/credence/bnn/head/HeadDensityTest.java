package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTLikelihood;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.likelihood.TargetTensors;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class HeadDensityTest {

    private static final HeadShape SHAPE = new HeadShape(4, 2);
    private static final double[] POINT = Heads.truth(SHAPE, 5);
    private static final HeadRows ROWS = withGaps(Heads.simulated(SHAPE, Heads.truth(SHAPE, 6), 30, 7));

    private final HeadDensity density = HeadDensity.of(ROWS, SHAPE.prior(0.5, 1, 2, 1));

    @Test
    void valueIsTheTensorLikelihoods() {
        double[] values = new double[1];
        int[] all = new int[ROWS.rows()];
        Arrays.setAll(all, i -> i);
        density.likelihood(all).evaluate(new double[][] {POINT}, values, new double[1][SHAPE.dimension()]);
        assertThat(values[0]).isCloseTo(tensorValue(), within(1e-3));
    }

    @Test
    void gradientIsThatOfDifferences() {
        assertGradient(density, POINT);
        assertGradient(density.likelihood(new int[] {3, 11, 3}), POINT);
        assertGradient(
                density.givenDf(new double[] {2, 0.5}, 0.7),
                Arrays.copyOf(POINT, SHAPE.dimension() - SHAPE.horizons()));
    }

    @Test
    void aBatchCountsAsTheWhole() {
        double[] batch = new double[1];
        double[] sum = new double[1];
        double whole = 0;
        for (int row = 0; row < ROWS.rows(); row++) {
            density.likelihood(new int[] {row}).evaluate(new double[][] {POINT}, batch, new double[1][POINT.length]);
            whole += batch[0] / ROWS.rows();
        }
        density.prior().evaluate(new double[][] {POINT}, sum, new double[1][POINT.length]);
        assertThat(density.evaluate(POINT, new double[POINT.length])).isCloseTo(whole + sum[0], within(1e-9));
    }

    @Test
    void countsWhatWasEvaluated() {
        HeadDensity fresh = HeadDensity.of(ROWS, density.prior());
        fresh.evaluate(new double[3][POINT.length], new double[3], new double[3][POINT.length]);
        fresh.likelihood(new int[15]).evaluate(POINT, new double[POINT.length]);
        assertThat(fresh.gradients()).isEqualTo(3.5);
    }

    /** The information is the variance of the score, here by a fine grid of targets and the atom. */
    @Test
    void informationIsTheVarianceOfTheScore() {
        Baseline baseline = new Baseline(0.2, 1.5, 0.1, -0.4, 0.6);
        HurdleStudentTRow likelihood = HurdleStudentTRow.of(1.2);
        double[][] expected = new double[4][4];
        double[] score = new double[4];
        double atom = Math.exp(likelihood.evaluate(0, baseline, 0.3, 0.5, -0.2, score));
        addOuter(expected, atom, score);
        for (int k = 0; k < 200_000; k++) {
            // y = x^3 reaches far into the tails
            double x = -12 + 24 * (k + 0.5) / 200_000;
            double y = x * x * x;
            double mass = Math.exp(likelihood.evaluate(y, baseline, 0.3, 0.5, -0.2, score));
            addOuter(expected, mass * 3 * x * x * 24 / 200_000, score);
        }
        double[][] actual = likelihood.information(baseline, 0.3, -0.2);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(actual[i][j]).as("%d, %d", i, j).isCloseTo(expected[i][j], within(1e-5));
            }
        }
    }

    @Test
    void rowsAreADensityFarOut() {
        HurdleStudentTRow likelihood = HurdleStudentTRow.of(2);
        double[] score = new double[4];
        assertThat(likelihood.evaluate(0.4, Baseline.NONE, -800, 0.1, 0, score))
                .isCloseTo(TDistribution.of(likelihood.df()).logDensity(0.3), within(1e-12));
        for (double extreme : new double[] {-1e6, -700, 700, 1e6}) {
            HurdleStudentTRow far = HurdleStudentTRow.of(extreme);
            assertThat(far.evaluate(1e-3, Baseline.NONE, extreme, extreme, extreme, score))
                    .isFinite();
            assertThat(Arrays.stream(score)).allMatch(Double::isFinite);
        }
    }

    @Test
    void curvatureOfGivenDfIsTheWholesAndHasItsFactors() {
        double[] raw = {POINT[SHAPE.rawDf(0)], POINT[SHAPE.rawDf(1)]};
        GivenDfDensity given = density.givenDf(raw, 0.7);
        double[] point = Arrays.copyOf(POINT, given.dimension());
        double[][] whole = density.gaussNewton(POINT);
        double[][] part = given.gaussNewton(point);
        CurvedDensity.Kronecker factors = given.kronecker(point);
        double trace = 0;
        double product = 0;
        for (int i = 0; i < given.dimension(); i++) {
            assertThat(part[i]).containsExactly(Arrays.copyOf(whole[i], given.dimension()));
            trace += part[i][i];
            product += factors.left()[i / SHAPE.width()][i / SHAPE.width()]
                    * factors.right()[i % SHAPE.width()][i % SHAPE.width()];
        }
        // an approximation: equal where information and features are independent
        assertThat(product / trace).isBetween(0.8, 1.25);
        assertThat(given.complete(point)).containsExactly(POINT);
        assertThatThrownBy(() -> density.kronecker(POINT)).hasMessageContaining("givenDf");
    }

    @Test
    void mismatchesAreRefused() {
        assertThatThrownBy(() -> HeadDensity.of(ROWS, new HeadShape(3, 2).prior(1, 1, 2, 1)))
                .hasMessageContaining("another network");
        assertThatThrownBy(() -> density.likelihood(new int[0])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> ROWS.range(5, 31)).hasMessageContaining("there are 30");
        assertThatThrownBy(() -> new HeadRows(new double[][] {{1, 2}}, new double[1][1], new Baseline[1][1]))
                .hasMessageContaining("last must be 1");
    }

    private static void assertGradient(LogDensity target, double[] point) {
        double[] gradient = new double[point.length];
        target.evaluate(point, gradient);
        double h = 1e-5;
        for (int i = 0; i < point.length; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += h;
            down[i] -= h;
            double[] unused = new double[point.length];
            double slope = (target.evaluate(up, unused) - target.evaluate(down, unused)) / (2 * h);
            assertThat(gradient[i]).as("coordinate %d", i).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
        }
    }

    private static HeadRows withGaps(HeadRows rows) {
        rows.targets()[4][0] = Double.NaN;
        rows.targets()[5][1] = Double.NaN;
        return rows;
    }

    private static double tensorValue() {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            float[] outputs = new float[ROWS.rows() * SHAPE.outputs()];
            float[] rawDf = new float[ROWS.rows() * SHAPE.horizons()];
            for (int row = 0; row < ROWS.rows(); row++) {
                for (int o = 0; o < SHAPE.outputs(); o++) {
                    for (int j = 0; j < SHAPE.width(); j++) {
                        outputs[row * SHAPE.outputs() + o] +=
                                (float) (POINT[o * SHAPE.width() + j] * ROWS.features()[row][j]);
                    }
                }
                for (int h = 0; h < SHAPE.horizons(); h++) {
                    rawDf[row * SHAPE.horizons() + h] = (float) POINT[SHAPE.rawDf(h)];
                }
            }
            NDArray value = HurdleStudentTLikelihood.logLikelihood(
                    manager.create(outputs, new Shape(ROWS.rows(), SHAPE.outputs())),
                    manager.create(rawDf, new Shape(ROWS.rows(), SHAPE.horizons())),
                    TargetTensors.of(manager, planes(), ROWS.rows(), SHAPE.horizons()));
            return value.sum().getFloat();
        }
    }

    private static float[] planes() {
        int plane = ROWS.rows() * SHAPE.horizons();
        float[] planes = new float[TargetTensors.PLANES * plane];
        for (int i = 0; i < plane; i++) {
            double y = ROWS.targets()[i / SHAPE.horizons()][i % SHAPE.horizons()];
            Baseline b = ROWS.baselines()[i / SHAPE.horizons()][i % SHAPE.horizons()];
            double[] all = {
                Double.isNaN(y) ? 0 : y,
                y == 0 ? 1 : 0,
                y == 0 || Double.isNaN(y) ? 0 : 1,
                b.location(),
                b.locationScale(),
                b.logScale(),
                b.logit(),
                b.floor()
            };
            for (int c = 0; c < all.length; c++) {
                planes[c * plane + i] = (float) all[c];
            }
        }
        return planes;
    }

    private static void addOuter(double[][] sum, double weight, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                sum[i][j] += weight * vector[i] * vector[j];
            }
        }
    }
}
