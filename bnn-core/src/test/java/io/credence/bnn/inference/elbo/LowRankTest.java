package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.density.CorrelatedGaussian;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Row 11: a target of rank 5 plus diagonal in 20 dimensions. */
class LowRankTest {

    private static final int N = 20;
    private static final CorrelatedGaussian TARGET = target();

    @Test
    void covarianceErrorIsUnderAThirdOfMeanFields() {
        double lowRank = error(fit(GaussianFamily.lowRank(5)));
        double meanField = error(fit(GaussianFamily.meanField()));
        assertThat(lowRank).isLessThan(meanField / 3);
    }

    @Test
    void numbersAreLinearInTheRank() {
        int one = Mixing.of(GaussianFamily.lowRank(1), 1000).size();
        assertThat(Mixing.of(GaussianFamily.lowRank(7), 1000).size())
                .isEqualTo(7 * one)
                .isEqualTo(7000);
    }

    private static GaussianPosterior fit(GaussianFamily family) {
        VariationalInference vi = VariationalInference.ofWhole(
                TARGET,
                VariationalOptions.withDefaults()
                        .withFamily(family)
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withSampling(new Sampling(8, 1, 0))
                        .withRate(new Rate(0.03, 0.01, 4000, 0.2)));
        return vi.posterior(vi.run(Key.of(2)));
    }

    /** Frobenius, relative to the target's. */
    private static double error(GaussianPosterior q) {
        return norm(Matrices.add(q.covariance(), -1, TARGET.covariance())) / norm(TARGET.covariance());
    }

    private static double norm(double[][] matrix) {
        return Math.sqrt(
                Arrays.stream(matrix).mapToDouble(row -> Matrices.dot(row, row)).sum());
    }

    private static CorrelatedGaussian target() {
        double[][] factor = Targets.normals(N, 5, Key.of(1));
        double[][] transposed = Matrices.transpose(factor);
        double[][] covariance = Matrices.add(Matrices.multiply(factor, transposed), 0.3, Matrices.identity(N));
        return CorrelatedGaussian.of(new double[N], covariance);
    }
}
