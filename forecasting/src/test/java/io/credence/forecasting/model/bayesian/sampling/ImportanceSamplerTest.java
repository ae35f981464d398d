package io.credence.forecasting.model.bayesian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class ImportanceSamplerTest {

    private static final double[][] PRECISION = {{2, 0.6}, {0.6, 1}};
    private static final double[][] COVARIANCE = {{1 / 1.64, -0.6 / 1.64}, {-0.6 / 1.64, 2 / 1.64}};

    /** A Gaussian with mean (1, -2). */
    private static double gaussian(double[] u) {
        double a = u[0] - 1;
        double b = u[1] + 2;
        return -0.5 * (PRECISION[0][0] * a * a + 2 * PRECISION[0][1] * a * b + PRECISION[1][1] * b * b);
    }

    @Test
    void findsTheMomentsOfAGaussian() {
        WeightedDraws draws = new ImportanceSampler(ImportanceSamplerTest::gaussian, 20_000, Key.of(3))
                .run(new double[] {1, -2}, PRECISION);
        assertMoments(draws, 0.03);
        // E w^2 of a Gaussian over a t with 6 degrees of freedom, in two dimensions: (1/2) integral e^-s (1 + s/6)^4 ds
        // = 1.0648.
        assertThat(draws.effectiveSize() / 20_000).isCloseTo(1 / 1.0648, within(0.02));
    }

    @Test
    void movesAProposalThatLiesBeside() {
        ImportanceSampler sampler = new ImportanceSampler(ImportanceSamplerTest::gaussian, 4000, Key.of(4));
        WeightedDraws draws = sampler.run(new double[] {3, 1}, new double[][] {{20, 0}, {0, 20}});
        assertThat(draws.effectiveSize()).isGreaterThan(1000);
        assertMoments(draws, 0.15);
    }

    private static void assertMoments(WeightedDraws draws, double tolerance) {
        assertThat(draws.mean()[0]).isCloseTo(1, within(tolerance));
        assertThat(draws.mean()[1]).isCloseTo(-2, within(tolerance));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(draws.covariance()[i][j]).isCloseTo(COVARIANCE[i][j], within(tolerance));
            }
        }
    }

    @Test
    void systematicResamplingGivesEachDrawItsShare() {
        WeightedDraws draws = WeightedDraws.of(new double[][] {{0}, {1}, {2}, {3}}, new double[] {4, 0, 2, 2});
        assertThat(draws.resampled(4, 0.5)).containsExactly(0, 0, 2, 3);
        assertThat(draws.effectiveSize()).isCloseTo(64.0 / 24, within(1e-14));
    }

    @Test
    void refusesATargetThatIsNowhere() {
        ImportanceSampler sampler = new ImportanceSampler(u -> Double.NEGATIVE_INFINITY, 10, Key.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.run(new double[] {0}, new double[][] {{1}}))
                .withMessageContaining("at every draw");
    }
}
