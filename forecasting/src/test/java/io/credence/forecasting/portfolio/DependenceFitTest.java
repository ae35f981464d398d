package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

final class DependenceFitTest {

    private static final double[][] THREE = {{1, 0.7, 0.2}, {0.7, 1, -0.1}, {0.2, -0.1, 1}};

    /** 4,000 rows: three standard errors are .03 of a correlation, and some 1 of 4 degrees of freedom. */
    @Test
    void findsWhatTheDataWereDrawnFrom() {
        DependenceFit fit = DependenceFit.of(sample(THREE, 4, 4000, 5), 1);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(fit.dependence().correlation()[i][j]).isCloseTo(THREE[i][j], within(0.05));
            }
        }
        assertThat(fit.dependence().freedom()).isBetween(3.2, 5.2);
        assertThat(fit.shrinkage()).isLessThan(0.01);
    }

    @Test
    void findsAGaussianCopulaWhereThereIsOne() {
        double freedom = DependenceFit.of(sample(THREE, Double.POSITIVE_INFINITY, 4000, 6), 1)
                .dependence()
                .freedom();
        assertThat(freedom).isGreaterThan(25);
    }

    /** The density is 1 where names are independent and Gaussian, so that its logarithm is 0 at any sample. */
    @Test
    void likelihoodOfIndependenceIsZero() {
        double[][] identity = {{1, 0}, {0, 1}};
        double[][] uniforms = sample(identity, 5, 100, 1);
        assertThat(new FreedomProfile(uniforms, identity).at(Double.POSITIVE_INFINITY))
                .isCloseTo(0, within(1e-9));
    }

    /** The density of the Gaussian copula at two medians is {@code 1 / sqrt(1 - r^2)}; that of t copulas is its closed form at 0. */
    @Test
    void likelihoodAtTheMedians() {
        double[][] matrix = {{1, 0.6}, {0.6, 1}};
        FreedomProfile profile = new FreedomProfile(new double[][] {{0.5}, {0.5}}, matrix);
        assertThat(profile.at(Double.POSITIVE_INFINITY)).isCloseTo(-Math.log(0.8), within(1e-12));
        // Two degrees of freedom: the bivariate t density at 0 is 1 / (2 pi .8), a marginal one 1 / (2 sqrt(2)).
        assertThat(profile.at(2)).isCloseTo(Math.log(8 / (2 * Math.PI * 0.8)), within(1e-9));
    }

    @Test
    void pitsOfAnyMarginalGiveTheSameFit() {
        double[][] pits = sample(THREE, 4, 400, 7);
        double[][] squeezed = Arrays.stream(pits)
                .map(row -> Arrays.stream(row).map(u -> 0.2 + 0.5 * u * u).toArray())
                .toArray(double[][]::new);
        assertThat(DependenceFit.of(squeezed, 1).dependence().correlation())
                .isDeepEqualTo(DependenceFit.of(pits, 1).dependence().correlation());
    }

    @Test
    void theSameNameTwiceIsNearlyOneName() {
        double[] pits = sample(THREE, 4, 200, 8)[0];
        Dependence dependence =
                DependenceFit.of(new double[][] {pits, pits, pits}, 1).dependence();
        assertThat(dependence.correlation()[0][1]).isBetween(1 - 2e-6, 1.0);
    }

    /** Thirty names and thirty rows: the raw matrix has eigenvalues near or under 0. */
    @Test
    void fewRowsOfManyNamesStillGiveACorrelationMatrix() {
        double[][] equal = new double[30][30];
        for (int i = 0; i < 30; i++) {
            Arrays.fill(equal[i], 0.4);
            equal[i][i] = 1;
        }
        DependenceFit fit = DependenceFit.of(sample(equal, 5, 30, 9), 1);
        double[] values = SymmetricEigen.of(fit.dependence().correlation()).values();
        assertThat(values[0]).isGreaterThan(0.01);
        assertThat(fit.shrinkage()).isGreaterThan(0.5);
    }

    @Test
    void oneNameNeedsNoRows() {
        assertThat(DependenceFit.of(new double[1][0], 5).dependence().size()).isEqualTo(1);
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> DependenceFit.of(new double[2][370], 15))
                .hasMessage("PITs are worth 24 rows that do not overlap; there must be at least 25");
    }

    @Test
    void aPitIsAProbability() {
        double[][] pits = sample(THREE, 4, 50, 1);
        pits[1][7] = Double.NaN;
        assertThatThrownBy(() -> DependenceFit.of(pits, 1)).hasMessage("PIT is NaN; it must be from 0 to 1");
    }

    @Test
    void aMatrixThatIsNoCorrelationIsRefused() {
        assertThatThrownBy(() -> Dependence.gaussian(new double[][] {{1, 0.5}, {0.4, 1}}))
                .hasMessageContaining("correlation of 1 and 0 is 0.4 where it must be 0.5");
        assertThatThrownBy(() -> Dependence.gaussian(new double[][] {{1, 1}, {1, 1}}))
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> new Dependence(new double[][] {{1}}, 1.5)).hasMessageContaining("at least 2");
    }

    /** Draws of a t copula by its definition, in plain loops. */
    static double[][] sample(double[][] correlation, double freedom, int rows, long seed) {
        Random random = new Random(seed);
        Cholesky factor = Cholesky.of(correlation);
        double[][] uniforms = new double[correlation.length][rows];
        TDistribution t = TDistribution.of(Double.isInfinite(freedom) ? 1e9 : freedom);
        for (int k = 0; k < rows; k++) {
            double[] joint = factor.multiplyLower(random.doubles(correlation.length)
                    .map(u -> random.nextGaussian())
                    .toArray());
            double chi = 0;
            for (int v = 0; v < freedom && v < 100; v++) {
                double z = random.nextGaussian();
                chi += z * z;
            }
            double scale = Double.isInfinite(freedom) ? 1 : Math.sqrt(freedom / chi);
            for (int i = 0; i < joint.length; i++) {
                uniforms[i][k] = t.cumulativeProbability(scale * joint[i]);
            }
        }
        return uniforms;
    }
}
