package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.TemperedDensity;
import io.credence.bnn.inference.elbo.VariationalOptions.Kl;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.inference.elbo.VariationalOptions.Start;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows 16, 30 and 31: temperature, annealing, and the balance of KL and likelihood. */
class BalanceTest {

    private static final ConjugateRegression DATA = Targets.conjugate(60, 4, 7);
    private static final DeepLine DEEP = new DeepLine(6, 50);
    private static final Key KEY = Key.of(3);

    @Test
    void temperatureOneIsTheUntemperedFitBitForBit() {
        assertThat(fit(new TemperedDensity(DATA, 1), 300).mean())
                .containsExactly(fit(DATA, 300).mean());
        assertThat(fit(new TemperedDensity(DATA, 1), 300).variance())
                .containsExactly(fit(DATA, 300).variance());
    }

    /** Of a Gaussian posterior the covariance is proportional to the temperature; the mean stays. */
    @Test
    void varianceFollowsTheTemperature() {
        for (double temperature : new double[] {0.1, 0.5, 2}) {
            GaussianPosterior q = fit(new TemperedDensity(DATA, temperature), 3000);
            double[] exact = DATA.mean();
            for (int i = 0; i < 4; i++) {
                assertThat(q.mean()[i]).isCloseTo(exact[i], within(0.005));
                assertThat(q.variance()[i] / DATA.covariance()[i][i])
                        .isCloseTo(temperature, within(0.01 * temperature));
            }
        }
    }

    /**
     * Where all means are 0 no layer's gradient sees the data, so that in a deep network the prior is a local optimum however strong the
     * signal. Started wide, mean-field falls into it, 11 nats under the optimum; annealing finds the data first.
     */
    @Test
    void annealingSavesADeepNetworkFromCollapse() {
        GaussianPosterior collapsed = deep(KlSchedule.none());
        assertThat(product(collapsed)).isCloseTo(0, within(0.01));
        assertThat(collapsed.mean()).containsExactly(new double[6], within(0.05));
        for (KlSchedule schedule :
                new KlSchedule[] {KlSchedule.linear(1500), KlSchedule.cosine(1500), KlSchedule.cyclical(1500, 3)}) {
            GaussianPosterior saved = deep(schedule);
            assertThat(product(saved)).as("%s", schedule).isCloseTo(1, within(0.2));
            assertThat(bound(saved)).as("%s", schedule).isGreaterThan(bound(collapsed) + 10);
        }
    }

    /** Both ends: with a huge weight nothing is learnt, with a tiny one q is a point; Bayes lies between. */
    @Test
    void bothEndsOfTheBalanceAreReproduced() {
        MeanFieldGaussian prior = MeanFieldGaussian.of(new double[4], 2);
        KlBalance search = KlBalance.search(
                DATA,
                prior,
                VariationalOptions.withDefaults()
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withRate(new Rate(0.05, 0.001, 4000, 0.2)),
                q -> -DATA.evaluate(q.mean(), new double[4]) / DATA.rows(),
                new double[] {1e6, 1, 1e-4},
                KEY);
        assertThat(search.trials().get(0).deterministic()).isTrue();
        assertThat(search.trials().get(0).collapsed()).isFalse();
        assertThat(search.trials().get(1).collapsed()).isFalse();
        assertThat(search.trials().get(1).deterministic()).isFalse();
        assertThat(search.trials().get(2).collapsed()).isTrue();
        assertThat(search.best().balance()).isLessThan(1e6);
    }

    private static GaussianPosterior fit(DataDensity target, int steps) {
        VariationalInference vi = VariationalInference.of(
                target,
                VariationalOptions.withDefaults()
                        .withFamily(GaussianFamily.fullRank())
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withRate(new Rate(0.05, 0.001, steps, 0.2)));
        return vi.posterior(vi.run(KEY));
    }

    private static GaussianPosterior deep(KlSchedule schedule) {
        VariationalInference vi = VariationalInference.of(
                DEEP,
                VariationalOptions.withDefaults()
                        .withKl(Kl.withDefaults().withSchedule(schedule))
                        .withSampling(Sampling.withDefaults().withDraws(32))
                        .withStart(new Start(0, 0.7))
                        .withRate(new Rate(0.02, 0.01, 3000, 0.2)));
        BoundState state = vi.init(KEY, new double[] {0.6, 0.6, 0.6, 0.6, 0.6, 0.6});
        for (int i = 0; i < 3000; i++) {
            state = vi.step(state).state();
        }
        return vi.posterior(state);
    }

    private static double bound(GaussianPosterior q) {
        return ImportanceBound.of(DEEP, q, 1, 4000, KEY).value();
    }

    private static double product(GaussianPosterior q) {
        return Arrays.stream(q.mean()).reduce(1, (a, b) -> a * b);
    }
}
