package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class HeadPropagationTest extends InferenceContract<HeadPropagation.State> {

    private static final HeadShape SHAPE = new HeadShape(2, 2);
    private static final double[] RAW_DF = {2.8, 2.8};
    private static final HeadDensity HEAD = Heads.density(SHAPE, 150);

    @Override
    protected InferenceAlgorithm<HeadPropagation.State> on(DataDensity target) {
        return HeadPropagation.of(HEAD, RAW_DF, 1, 0.7);
    }

    @Override
    protected DataDensity target() {
        return HEAD.givenDf(RAW_DF, 1);
    }

    @Override
    protected int steps() {
        return 4;
    }

    /** Against chains on the same density: means within a fifth of a posterior sd, sds within a sixth. */
    @Test
    void agreesWithNuts() {
        HeadPropagation propagation = HeadPropagation.of(HEAD, RAW_DF, 1, 0.7);
        HeadPropagation.State state = propagation.run(Key.of(1), 15);
        Posterior posterior = propagation.posterior(state);
        Nuts nuts = new Nuts(
                propagation.target(),
                Nuts.Options.withDefaults()
                        .withChains(ChainOptions.withDefaults().withWarmUp(400)));
        Posterior chains = nuts.posterior(nuts.run(Key.of(2), 1500));
        for (int i = 0; i < posterior.dimension(); i++) {
            double sd = Math.sqrt(chains.variance()[i]);
            assertThat(posterior.mean()[i]).isCloseTo(chains.mean()[i], within(0.2 * sd));
            assertThat(Math.sqrt(posterior.variance()[i]) / sd).isBetween(5 / 6.0, 7 / 6.0);
        }
    }

    @Test
    void sweepsComeToRest() {
        HeadPropagation propagation = HeadPropagation.of(HEAD, RAW_DF, 1, 0.7);
        HeadPropagation.State state = propagation.run(Key.of(1), 30);
        Step<HeadPropagation.State> step = propagation.step(state);
        assertThat(step.info().figures().get("change")).isLessThan(1e-4);
        assertThat(step.info().figures().get("skipped")).isZero();
    }

    @Test
    void refusesDampingOutOfRange() {
        assertThatThrownBy(() -> HeadPropagation.of(HEAD, RAW_DF, 1, 0)).hasMessageContaining("damping is 0.0");
        assertThatThrownBy(() -> HeadPropagation.of(HEAD, RAW_DF, 1, 1.5)).hasMessageContaining("damping is 1.5");
    }

    @Override
    @Test
    protected void targetWithoutADensityIsRefused() {
        assertThatThrownBy(() ->
                        HeadPropagation.of(Heads.nowhere(SHAPE), RAW_DF, 1, 0.7).init(Key.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Infinity");
    }
}
