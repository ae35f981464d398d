package io.credence.bnn.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.Targets;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family against the same formulas on its dense covariance. */
class GaussianPosteriorTest {

    private static final double[] MEAN = {0.3, -1, 2, 0.5, -0.2};
    private static final double[] SD = {0.5, 1.5, 0.2, 1, 0.7};

    static Stream<GaussianPosterior> families() {
        double[][] covariance = Targets.gaussian(5, 4).covariance();
        double[][] factor = Targets.normals(5, 2, Key.of(9));
        FullGaussian two =
                FullGaussian.of(new double[] {0.3, -1}, Targets.gaussian(2, 5).covariance());
        FullGaussian three = FullGaussian.of(
                new double[] {2, 0.5, -0.2}, Targets.gaussian(3, 6).covariance());
        return Stream.of(
                MeanFieldGaussian.of(MEAN, SD),
                FullGaussian.of(MEAN, covariance),
                LowRankGaussian.of(MEAN, SD, factor),
                BlockGaussian.of(List.of(two, three)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void densityScoreAndEntropyAreThoseOfTheDenseCovariance(GaussianPosterior q) {
        Cholesky dense = Cholesky.of(q.covariance());
        double[] point = {1, 0.4, -0.3, 0.9, 2};
        double[] deviation = point.clone();
        Matrices.axpy(-1, q.mean(), deviation);
        double[] solved = dense.solve(deviation);
        double constant = 5 * Math.log(2 * Math.PI) + dense.logDeterminant();
        double[] score = new double[5];
        q.score(point, score);
        assertThat(q.logDensity(point)).isCloseTo(-0.5 * (constant + Matrices.dot(deviation, solved)), within(1e-9));
        double[] product = Matrices.multiply(q.covariance(), point);
        assertThat(q.covarianceTimes(point)).containsExactly(product, within(1e-12));
        for (int i = 0; i < 5; i++) {
            assertThat(score[i]).isCloseTo(-solved[i], within(1e-9));
            assertThat(q.variance()[i]).isCloseTo(q.covariance()[i][i], within(1e-12));
        }
        assertThat(q.entropy()).isCloseTo(0.5 * (constant + 5), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("families")
    void klIsThatOfTheDenseCovariances(GaussianPosterior q) {
        families().forEach(p -> assertThat(q.kl(p)).isCloseTo(denseKl(q, p), within(1e-8)));
        assertThat(q.kl(q)).isCloseTo(0, within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("families")
    void drawsHaveTheCovariance(GaussianPosterior q) {
        double[][] draws = q.draw(200_000, Key.of(1));
        for (double[] draw : draws) {
            Matrices.axpy(-1, q.mean(), draw);
        }
        double[][] gram = Matrices.gram(draws);
        double[][] covariance = q.covariance();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
                assertThat(gram[i][j] / draws.length / scale)
                        .as("%d, %d", i, j)
                        .isCloseTo(covariance[i][j] / scale, within(0.015));
            }
        }
    }

    @Test
    void klOfEachParameterAddsUp() {
        MeanFieldGaussian q = MeanFieldGaussian.of(MEAN, SD);
        MeanFieldGaussian prior = MeanFieldGaussian.of(new double[5], 1.3);
        assertThat(Arrays.stream(q.kls(prior)).sum()).isCloseTo(q.kl(prior), within(1e-12));
    }

    @Test
    void lowRankOfManyDimensionsFormsNoDenseMatrix() {
        int n = 200_000; // dense would be 320 GB
        double[] sd = new double[n];
        Arrays.fill(sd, 0.5);
        LowRankGaussian q = LowRankGaussian.of(new double[n], sd, Targets.normals(n, 3, Key.of(2)));
        double[] point = q.draw(1, Key.of(3))[0];
        // the entropy is the mean of -log density, whose standard deviation is sqrt(n / 2)
        assertThat(-q.logDensity(point)).isCloseTo(q.entropy(), within(4 * Math.sqrt(n / 2.0)));
        assertThat(q.kl(MeanFieldGaussian.of(new double[n], 1))).isPositive();
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> MeanFieldGaussian.of(MEAN, 0)).hasMessageContaining("sd 0 is 0.0");
        assertThatThrownBy(() -> MeanFieldGaussian.of(new double[] {Double.NaN}, 1))
                .hasMessageContaining("mean 0 is NaN");
        assertThatThrownBy(() -> LowRankGaussian.of(MEAN, SD, new double[5][0])).hasMessageContaining("rank is 0");
        assertThatThrownBy(() -> FullGaussian.of(MEAN, new double[5][5])).hasMessageContaining("positive definite");
        assertThatThrownBy(() -> MeanFieldGaussian.of(MEAN, 1).kl(MeanFieldGaussian.of(new double[2], 1)))
                .hasMessageContaining("dimension 2");
    }

    private static double denseKl(GaussianPosterior q, GaussianPosterior p) {
        Cholesky prior = Cholesky.of(p.covariance());
        double[][] product = prior.solve(q.covariance());
        double trace = Arrays.stream(Matrices.diagonal(product)).sum();
        double[] shift = q.mean();
        Matrices.axpy(-1, p.mean(), shift);
        double logs = prior.logDeterminant() - Cholesky.of(q.covariance()).logDeterminant();
        return 0.5 * (trace + Matrices.dot(shift, prior.solve(shift)) - 5 + logs);
    }
}
