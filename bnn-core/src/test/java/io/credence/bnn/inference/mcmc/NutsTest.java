package io.credence.bnn.inference.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.density.CorrelatedGaussian;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NutsTest extends InferenceContract<Chains> {

    @Override
    protected InferenceAlgorithm<Chains> on(DataDensity target) {
        return new Nuts(
                target,
                Nuts.Options.withDefaults()
                        .withChains(ChainOptions.withDefaults().withWarmUp(30)));
    }

    @Override
    protected int steps() {
        return 60;
    }

    @ParameterizedTest
    @EnumSource
    void recoversACorrelatedGaussian(ChainOptions.Shape shape) {
        CorrelatedGaussian target = Targets.gaussian(8, 3);
        ChainOptions chains = ChainOptions.withDefaults().withMetric(shape);
        Nuts nuts = new Nuts(target, Nuts.Options.withDefaults().withChains(chains));
        StoredDraws draws = nuts.posterior(nuts.run(Key.of(1), 3_000));
        Moments.assertGaussian(draws, target.mean(), target.covariance());
    }

    @Test
    void visitsBothModes() {
        LogDensity target = Targets.twoModes(2);
        Nuts nuts = new Nuts(target, Nuts.Options.withDefaults());
        StoredDraws draws = nuts.posterior(nuts.run(Key.of(1), 5_000));
        Moments.assertMoments(
                draws, Targets.twoModes(2).mean(), Targets.twoModes(2).variance());
    }

    /** Neal's funnel is too narrow for the step that suits its mouth. */
    @Test
    void countsDivergences() {
        Nuts nuts = new Nuts(new Funnel(), Nuts.Options.withDefaults());
        assertThat(nuts.run(Key.of(1), 2_000).divergences()).isPositive();
    }

    @Test
    void warmingUpHasNoPosterior() {
        InferenceAlgorithm<Chains> nuts = on(target());
        assertThatThrownBy(() -> nuts.posterior(nuts.run(Key.of(1), 5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Maybe");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        ChainOptions options = ChainOptions.withDefaults();
        assertThatThrownBy(() -> options.withChains(0)).hasMessageContaining("chains is 0");
        assertThatThrownBy(() -> options.withAcceptance(1)).hasMessageContaining("acceptance is 1.0");
        assertThatThrownBy(() -> options.withRadius(Double.NaN)).hasMessageContaining("radius is NaN");
        assertThatThrownBy(() -> Nuts.Options.withDefaults().withMostDoublings(0))
                .hasMessageContaining("mostDoublings is 0");
    }

    /** {@code v ~ N(0, 3^2), x_j ~ N(0, exp(v))}, j = 1 to 8. */
    private record Funnel() implements LogDensity {
        @Override
        public int dimension() {
            return 9;
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int i = 0; i < points.length; i++) {
                double v = points[i][0];
                values[i] = -v * v / 18 - 4 * v;
                gradients[i][0] = -v / 9 - 4;
                for (int j = 1; j < 9; j++) {
                    double x = points[i][j];
                    values[i] -= 0.5 * x * x * Math.exp(-v);
                    gradients[i][0] += 0.5 * x * x * Math.exp(-v);
                    gradients[i][j] = -x * Math.exp(-v);
                }
            }
        }
    }
}
