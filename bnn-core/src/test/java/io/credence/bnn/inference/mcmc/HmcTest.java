package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.CorrelatedGaussian;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class HmcTest extends InferenceContract<Chains> {

    @Override
    protected InferenceAlgorithm<Chains> on(DataDensity target) {
        return new Hmc(
                target,
                Hmc.Options.withDefaults()
                        .withChains(ChainOptions.withDefaults().withWarmUp(30)));
    }

    @Override
    protected int steps() {
        return 60;
    }

    @Test
    void recoversACorrelatedGaussian() {
        CorrelatedGaussian target = Targets.gaussian(8, 3);
        Hmc hmc = new Hmc(target, Hmc.Options.withDefaults());
        Moments.assertGaussian(hmc.posterior(hmc.run(Key.of(1), 4_000)), target.mean(), target.covariance());
    }
}
