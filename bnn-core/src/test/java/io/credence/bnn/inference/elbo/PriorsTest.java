package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.ScaleMixture;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.WithPrior;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

/** Row 32: a fixed prior, a scale mixture, and one centred on a trained MAP, by bits per weight. */
class PriorsTest {

    private static final ConjugateRegression DATA = Targets.conjugate(60, 4, 7);

    @Test
    void scaleMixtureIsItsFormulaAndItsSlope() {
        ScaleMixture prior = new ScaleMixture(2, 0.25, 1, 0.1);
        double[] gradient = new double[2];
        double[] unused = new double[2];
        double value = prior.evaluate(new double[] {0.3, 0}, gradient);
        double tail = 0.25 * normal(0.3, 1) + 0.75 * normal(0.3, 0.1);
        double centre = 0.25 * normal(0, 1) + 0.75 * normal(0, 0.1);
        assertThat(value).isCloseTo(Math.log(tail) + Math.log(centre), within(1e-12));
        double up = prior.evaluate(new double[] {0.3 + 1e-6, 0}, unused);
        double down = prior.evaluate(new double[] {0.3 - 1e-6, 0}, unused);
        assertThat(gradient[0]).isCloseTo((up - down) / 2e-6, within(1e-6));
        assertThat(gradient[1]).isZero();
        assertThatThrownBy(() -> new ScaleMixture(2, 0.5, 0.1, 1)).hasMessageContaining("wide 0.1");
    }

    @Test
    void bitsAreTheKlOfGaussians() {
        MeanFieldGaussian q = MeanFieldGaussian.of(new double[] {1, 0, -1}, 0.3);
        IndependentGaussian prior = new IndependentGaussian(new double[3], new double[] {1, 1, 1});
        BitsPerWeight bits = BitsPerWeight.of(q, prior, 20_000, Key.of(1));
        double exact = q.kl(MeanFieldGaussian.of(new double[3], 1)) / 3 / Math.log(2);
        assertThat(bits.value()).isCloseTo(exact, within(4 * bits.standardError()));
    }

    /** The data's code is shortest from a prior that already stands at the MAP. */
    @Test
    void priorCentredOnTheMapNeedsFewestBits() {
        double[] two = {2, 2, 2, 2};
        double fixed = bits(new IndependentGaussian(new double[4], two));
        double mixture = bits(new ScaleMixture(4, 0.5, 2, 0.1));
        double centred = bits(new IndependentGaussian(DATA.mean(), new double[] {0.2, 0.2, 0.2, 0.2}));
        assertThat(centred).isPositive().isLessThan(mixture).isLessThan(fixed);
        assertThat(mixture).isBetween(1.0, 10.0);
    }

    private static double bits(LogDensity prior) {
        VariationalInference vi = VariationalInference.of(
                new WithPrior(DATA, prior), VariationalOptions.withDefaults().withEstimator(Estimator.PATH_DERIVATIVE));
        GaussianPosterior q = vi.posterior(vi.run(Key.of(2)));
        return BitsPerWeight.of(q, prior, 4000, Key.of(3)).value();
    }

    private static double normal(double x, double sd) {
        return Math.exp(-0.5 * x * x / (sd * sd)) / (sd * Math.sqrt(2 * Math.PI));
    }
}
