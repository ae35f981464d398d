package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows 1, 2, 3, 12, 13 and 22: where the posterior is known. */
class ConjugateVariationalTest {

    private static final int N = 4;
    private static final Key KEY = Key.of(3);
    private static final ConjugateRegression TARGET = Targets.conjugate(60, N, 7);
    private static final FullGaussian EXACT = FullGaussian.of(TARGET.mean(), TARGET.covariance());
    /** Of all mean-field Gaussians: the exact means, variances 1 / diagonal of the precision (Bishop 2006, section 10.1.2). */
    private static final MeanFieldGaussian BEST_MEAN_FIELD = MeanFieldGaussian.of(TARGET.mean(), bestSds(TARGET));

    @Test
    void fullRankIsExact() {
        GaussianPosterior q = fit(GaussianFamily.fullRank(), Estimator.PATH_DERIVATIVE, 16, 3000);
        assertSameMoments(q, EXACT, 1e-3);
        assertThat(q.kl(EXACT)).isLessThan(1e-6);
    }

    @Test
    void meanFieldHasExactMeansAndIsTooNarrow() {
        GaussianPosterior q = fit(GaussianFamily.meanField(), Estimator.PATH_DERIVATIVE, 64, 8000);
        assertSameMoments(q, BEST_MEAN_FIELD, 5e-3);
        for (int i = 0; i < N; i++) {
            assertThat(q.variance()[i]).isCloseTo(BEST_MEAN_FIELD.variance()[i], within(1e-3 * 0.1 * 0.1));
        }
        assertThat(q.variance()[1]).isLessThan(0.75 * EXACT.variance()[1]);
    }

    @Test
    void blocksLieBetween() {
        GaussianPosterior q = fit(GaussianFamily.blocks(2, 2), Estimator.PATH_DERIVATIVE, 16, 3000);
        assertThat(q.kl(EXACT)).isLessThan(0.9 * BEST_MEAN_FIELD.kl(EXACT)).isGreaterThan(1e-3);
    }

    @Test
    void boundRisesToTheLogEvidence() {
        VariationalInference vi = VariationalInference.of(
                TARGET,
                VariationalOptions.withDefaults()
                        .withFamily(GaussianFamily.fullRank())
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withSampling(new Sampling(64, 1, 0))
                        .withRate(new Rate(0.05, 0.001, 2000, 0.2)));
        double[] bounds = new double[2000];
        BoundState state = vi.init(KEY);
        for (int i = 0; i < bounds.length; i++) {
            Step<BoundState> step = vi.step(state);
            bounds[i] = step.info().objective();
            state = step.state();
        }
        double[] means = new double[4];
        Arrays.setAll(
                means,
                part -> Arrays.stream(bounds, 500 * part, 500 * (part + 1))
                        .average()
                        .orElseThrow());
        assertThat(means[1]).isGreaterThan(means[0]);
        assertThat(means[3]).isGreaterThanOrEqualTo(means[1] - 0.02).isCloseTo(TARGET.logEvidence(), within(0.01));
        assertThat(bounds[0]).isLessThan(means[3] - 100);
    }

    /** N/M is right: batches of 32 and 512 of 1024 rows have the fixed point of all rows. */
    @Test
    void batchesDoNotMoveTheFixedPoint() {
        ConjugateRegression many = Targets.conjugate(1024, N, 8);
        FullGaussian exact = FullGaussian.of(many.mean(), many.covariance());
        MeanFieldGaussian best = MeanFieldGaussian.of(many.mean(), bestSds(many));
        GaussianPosterior small = inBatches(many, GaussianFamily.meanField(), 32, 40_000);
        GaussianPosterior large = inBatches(many, GaussianFamily.meanField(), 512, 6000);
        assertThat(small.kl(best)).isLessThan(0.01);
        assertThat(large.kl(best)).isLessThan(0.01);
        assertThat(small.kl(large)).isLessThan(0.01);
        assertThat(inBatches(many, GaussianFamily.fullRank(), 512, 6000).kl(exact))
                .isLessThan(0.01);
    }

    @Test
    void adviIsVariationalInference() {
        Advi.Options options = Advi.Options.withDefaults().withEta(0.3).withDraws(16);
        assertThat(advi(options).kl(BEST_MEAN_FIELD)).isLessThan(1e-3);
        Advi.Options full = options.withFamily(GaussianFamily.fullRank()).withEstimator(Estimator.PATH_DERIVATIVE);
        assertSameMoments(advi(full), EXACT, 1e-3);
    }

    private static GaussianPosterior advi(Advi.Options options) {
        Advi advi = Advi.of(TARGET, options);
        return advi.posterior(advi.run(KEY, 10_000));
    }

    private static GaussianPosterior fit(GaussianFamily family, Estimator estimator, int draws, int steps) {
        VariationalInference vi = VariationalInference.of(
                TARGET,
                VariationalOptions.withDefaults()
                        .withFamily(family)
                        .withEstimator(estimator)
                        .withSampling(new Sampling(draws, 1, 0))
                        .withRate(new Rate(0.05, 0.001, steps, 0.3)));
        return vi.posterior(vi.run(KEY));
    }

    private static GaussianPosterior inBatches(
            ConjugateRegression target, GaussianFamily family, int batch, int steps) {
        VariationalInference vi = VariationalInference.of(
                target,
                VariationalOptions.withDefaults()
                        .withFamily(family)
                        .withSampling(new Sampling(2, 1, batch))
                        .withRate(new Rate(0.02, 0.05, steps, 0.7)));
        return vi.posterior(vi.run(KEY));
    }

    /** Means to 1e-3 of a standard deviation, covariances to a share of the product of two: stricter than 1e-3 of the units. */
    private static void assertSameMoments(GaussianPosterior q, GaussianPosterior exact, double tolerance) {
        double[][] covariance = exact.covariance();
        for (int i = 0; i < N; i++) {
            double sd = Math.sqrt(covariance[i][i]);
            assertThat(q.mean()[i]).as("mean %d", i).isCloseTo(exact.mean()[i], within(1e-3 * sd));
            for (int j = 0; j < N; j++) {
                double scale = sd * Math.sqrt(covariance[j][j]);
                assertThat(q.covariance()[i][j] / scale)
                        .as("covariance %d, %d", i, j)
                        .isCloseTo(covariance[i][j] / scale, within(tolerance));
            }
        }
    }

    private static double[] bestSds(ConjugateRegression target) {
        double[][] precision = target.precision();
        double[] sds = new double[N];
        Arrays.setAll(sds, i -> 1 / Math.sqrt(precision[i][i]));
        return sds;
    }
}
